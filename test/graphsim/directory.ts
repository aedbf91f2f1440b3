import { onTestFinished } from 'vitest';
import { groupFor, type SimulatedGroup } from '../../local/graph/groups/group.ts';
import { mailboxFor, type SimulatedMailbox } from '../../local/graph/mailboxes/mailbox.ts';
import {
  type GraphOptions,
  type GraphSimulator,
  startGraph,
} from '../../local/graph/startGraph.ts';

/** A boss and five who report to her; the last one is a shared mailbox without a manager. */
export const boss = mailboxFor('boss@contoso.example');
export const people: readonly SimulatedMailbox[] = [1, 2, 3, 4, 5].map((number) =>
  mailboxFor(`person${number}@contoso.example`, {
    proxyAddresses: [`SMTP:person${number}@contoso.example`, `smtp:p${number}@contoso.example`],
    ...(number === 5 ? { accountEnabled: false } : { manager: boss.id }),
  }),
);
export const ids = people.map(({ id }) => id);

/** The five people, a nested group and a printer. */
export const nested = groupFor('Nested', []);
export const senders: SimulatedGroup = groupFor('Mail senders', [...ids, nested.id], {
  others: [{ id: 'printer-1', type: 'device', displayName: 'Printer' }],
});

/** A simulator with that tenant on a free port; it stops with the test. */
export async function tenant(options: GraphOptions = {}): Promise<GraphSimulator> {
  const graph = await startGraph({
    port: 0,
    mailboxes: [boss, ...people],
    groups: [senders, nested],
    ...options,
  });
  onTestFinished(() => graph.close());
  return graph;
}

/** An object of the directory as an answer shows it. */
export interface Shown {
  readonly id: string;
  readonly mail?: string | null;
  readonly displayName?: string | null;
  readonly proxyAddresses?: readonly string[] | null;
  readonly accountEnabled?: boolean | null;
  readonly manager?: { readonly id: string };
  readonly '@odata.type'?: string;
  readonly '@removed'?: object;
  readonly 'members@delta'?: readonly Shown[];
}

/** One page of a list. */
export interface ShownPage {
  readonly value: readonly Shown[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export const eventual = { ConsistencyLevel: 'eventual' };

/** Asks for a path behind the version. */
export function ask(
  graph: GraphSimulator,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${graph.url}/v1.0${path}`, { headers });
}

/** All pages of a list, from a link on. @throws Error for an answer that is no page */
export async function allPages(
  link: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly ShownPage[]> {
  const pages: ShownPage[] = [];
  for (let next: string | undefined = link; next !== undefined; ) {
    const response: Response = await fetch(next, { headers });
    if (response.status !== 200) throw new Error(`page ${pages.length + 1}: ${response.status}`);
    const page = (await response.json()) as ShownPage;
    pages.push(page);
    next = page['@odata.nextLink'];
  }
  return pages;
}

/** What all pages list, as ids in order. */
export function idsIn(pages: readonly ShownPage[]): readonly string[] {
  return pages.flatMap(({ value }) => value.map(({ id }) => id));
}

/** The link of a delta query of the senders. */
export function deltaOf(graph: GraphSimulator, more = ''): string {
  return `${graph.url}/v1.0/groups/delta?$select=displayName,members&$filter=id eq '${senders.id}'${more}`;
}

/** The link that tells what changes from now on. */
export async function linkFromNow(graph: GraphSimulator): Promise<string> {
  const [page] = await allPages(deltaOf(graph, '&$deltatoken=latest'));
  return page?.['@odata.deltaLink'] ?? '';
}

/** What the pages of a round of changes say of members: `+id` and `-id`. */
export function toldIn(pages: readonly ShownPage[]): readonly string[] {
  return pages
    .flatMap(({ value }) => value.flatMap((group) => group['members@delta'] ?? []))
    .map((member) => `${member['@removed'] ? '-' : '+'}${member.id}`);
}
