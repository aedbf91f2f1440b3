import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/readBody.ts';
import { sendJson, sendProblem } from '../http/sendJson.ts';
import { attachmentDisposition } from '../inbox/attachmentDisposition.ts';
import { InvalidInput } from '../invalidInput.ts';
import { maxControlBodyBytes } from '../limits.ts';
import type { Simulator } from '../simulator.ts';
import { controlOperations, sourceOperation } from './operations.ts';

const sourcePath = /^\/_control\/messages\/([^/]+)\/source$/;

/** Answers a request under `/_control`: the operations of `operations.ts`, and the bytes of a mail. */
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
  const operation = Object.hasOwn(controlOperations, name) ? controlOperations[name] : undefined;
  if (operation === undefined) {
    const known = [...Object.keys(controlOperations), sourceOperation].join(', ');
    return sendProblem(response, 404, `There is no ${name}. There are: ${known}.`);
  }
  try {
    sendJson(response, 200, operation.run(simulator, await readJson(request)));
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
  if (message.mime.length < message.sizeBytes) {
    sendProblem(response, 404, `The bytes of message ${id} were not kept (keepMime).`);
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'message/rfc822',
    'Content-Disposition': attachmentDisposition(`${message.id}.eml`),
    'Content-Length': message.mime.length,
  });
  response.end(message.mime);
}
