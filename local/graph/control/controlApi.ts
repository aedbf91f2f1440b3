import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/readBody.ts';
import { sendJson, sendProblem } from '../http/sendJson.ts';
import { attachmentDisposition } from '../inbox/attachmentDisposition.ts';
import { InvalidInput } from '../invalidInput.ts';
import { maxControlBodyBytes } from '../limits.ts';
import { readMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { summaryOf } from '../store/acceptedMessage.ts';

type Run = (simulator: Simulator, body: unknown) => unknown;

/** What the control API can do; what a row returns is answered as JSON. */
const operations: Readonly<Record<string, Run>> = {
  'GET /_control/messages': ({ messages }) => ({
    messages: messages.list().map(summaryOf),
    droppedCount: messages.droppedCount,
  }),
  'DELETE /_control/messages': ({ messages }) => {
    messages.clear();
    return { messages: [], droppedCount: 0 };
  },
  'GET /_control/faults': ({ faults }) => ({ faults: faults.list() }),
  'POST /_control/faults': ({ faults }, body) => {
    faults.add(body);
    return { faults: faults.list() };
  },
  'DELETE /_control/faults': ({ faults }) => {
    faults.replace([]);
    return { faults: [] };
  },
  'GET /_control/mailboxes': ({ mailboxes }) => ({ mailboxes: mailboxes.list() }),
  'PUT /_control/mailboxes': ({ mailboxes }, body) => {
    if (!Array.isArray(body)) throw new InvalidInput('The mailboxes must be a list of objects.');
    mailboxes.replace(body.map((mailbox, index) => readMailbox(mailbox, `mailboxes[${index}]`)));
    return { mailboxes: mailboxes.list() };
  },
  'GET /_control/requests': ({ requests }) => requests.counts(),
};

const sourcePath = /^\/_control\/messages\/([^/]+)\/source$/;

/** Answers a request under `/_control`: the mails accepted, faults, mailboxes, request counts. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  simulator: Simulator,
): Promise<void> {
  const [, sourceId] = sourcePath.exec(url.pathname) ?? [];
  if (sourceId !== undefined && request.method === 'GET') {
    return sendSource(response, simulator, sourceId);
  }
  const name = `${request.method} ${url.pathname}`;
  const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (run === undefined) {
    const known = [...Object.keys(operations), 'GET /_control/messages/{id}/source'].join(', ');
    return sendProblem(response, 404, `There is no ${name}. There are: ${known}.`);
  }
  try {
    sendJson(response, 200, run(simulator, await readJson(request)));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    sendProblem(response, 400, error.message);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, maxControlBodyBytes);
  if (body.kind === 'too-large') {
    throw new InvalidInput(`The body is larger than ${maxControlBodyBytes} bytes.`);
  }
  if (body.bytes.length === 0) return undefined;
  try {
    return JSON.parse(body.bytes.toString('utf8'));
  } catch (cause) {
    throw new InvalidInput('The body is not JSON.', { cause });
  }
}

function sendSource(response: ServerResponse, simulator: Simulator, id: string): void {
  const message = simulator.messages.get(id);
  if (message === undefined) {
    sendProblem(response, 404, `There is no message ${id}; it may have been dropped.`);
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'message/rfc822',
    'Content-Disposition': attachmentDisposition(`${message.id}.eml`),
    'Content-Length': message.mime.length,
  });
  response.end(message.mime);
}
