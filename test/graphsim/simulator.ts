import { onTestFinished } from 'vitest';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import {
  type GraphOptions,
  type GraphSimulator,
  startGraph,
} from '../../local/graph/startGraph.ts';

/** Two mailboxes of a tenant: one with an alias and a right to send as another, one plain. */
export const billing = mailboxFor('billing@contoso.example', {
  displayName: 'Contoso Billing',
  userPrincipalName: 'billing-upn@contoso.example',
  proxyAddresses: ['SMTP:billing@contoso.example', 'smtp:invoices@contoso.example'],
  sendAs: ['orders@contoso.example'],
});
export const noreply = mailboxFor('noreply@contoso.example');

/** A simulator on a free port with the two mailboxes; it stops with the test. */
export async function simulator(options: GraphOptions = {}): Promise<GraphSimulator> {
  const graph = await startGraph({ port: 0, mailboxes: [billing, noreply], ...options });
  onTestFinished(() => graph.close());
  return graph;
}

/** A message with CRLF line ends; header lines given replace the usual ones. */
export function mail(headers?: readonly string[], body = 'Hello.\r\n'): Buffer {
  const usual = [
    'From: Contoso Billing <billing@contoso.example>',
    'To: ap@fabrikam.example',
    'Subject: Invoice',
    'Message-ID: <1@contoso.example>',
  ];
  return Buffer.from(`${(headers ?? usual).join('\r\n')}\r\n\r\n${body}`);
}

/** Sends a message the way Graph documents it: base64, `text/plain`. */
export function sendMime(
  graph: GraphSimulator,
  mime: Buffer = mail(),
  mailbox: string = billing.mail,
  headers: Readonly<Record<string, string>> = {},
  signal: AbortSignal | null = null,
): Promise<Response> {
  return post(`${graph.url}/v1.0/users/${encodeURIComponent(mailbox)}/sendMail`, {
    body: mime.toString('base64'),
    headers: { 'Content-Type': 'text/plain', ...headers },
    signal,
  });
}

/** Sends Graph's JSON form. */
export function sendJson(graph: GraphSimulator, body: unknown): Promise<Response> {
  return post(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
}

/** A POST, for what the two above do not do. */
export function post(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { method: 'POST', ...init });
}

/** A mail as a search shows it. */
export interface FoundMail {
  readonly id: string;
  readonly internetMessageId: string;
  readonly isDraft: boolean;
  readonly createdDateTime: string;
}

/** The usual Message-ID of `mail`. */
export const usualMessageId = '<1@contoso.example>';

/** Searches a mailbox by Message-ID; `query` goes behind the filter, such as `&$top=1`. */
export function search(
  graph: GraphSimulator,
  messageId: string = usualMessageId,
  mailbox: string = billing.mail,
  query = '',
): Promise<Response> {
  const filter = `internetMessageId eq '${messageId.replaceAll("'", "''")}'`;
  const messages = `${graph.url}/v1.0/users/${encodeURIComponent(mailbox)}/messages`;
  return fetch(`${messages}?$filter=${encodeURIComponent(filter)}${query}`);
}

/** The mails in the answer to a search. */
export async function found(response: Promise<Response>): Promise<readonly FoundMail[]> {
  return ((await (await response).json()) as { value: FoundMail[] }).value;
}

/** Status and error code of an answer in Graph's form, as `400 ErrorInvalidRecipients`. */
export async function refusalIn(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string } };
  return `${response.status} ${error.code}`;
}
