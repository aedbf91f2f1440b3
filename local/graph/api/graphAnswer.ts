import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** An error as Graph gives it. */
export interface GraphError {
  readonly kind: 'error';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterSeconds?: number;
  readonly headers?: AnswerHeaders;
}

/** Headers of one answer beside those that every answer has. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** What becomes of a Graph request: an answer, or on purpose none. */
export type GraphAnswer =
  | GraphError
  | { readonly kind: 'empty'; readonly status: number; readonly retryAfterSeconds?: number }
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: object;
      readonly headers?: AnswerHeaders;
    }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly text: string;
      readonly headers?: AnswerHeaders;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'never' };

/** The two ids of one request: Graph's own, and the caller's, which Graph echoes. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId?: string;
}

/** Gives a request its id. Without a `client-request-id` header Graph uses its own id for both. */
export function requestIdsFor(request: IncomingMessage): RequestIds {
  const clientRequestId = request.headers['client-request-id'];
  return {
    requestId: randomUUID(),
    ...(typeof clientRequestId === 'string' ? { clientRequestId } : {}),
  };
}

/** Writes the answer in Graph's form, or does to the connection what the answer says. */
export function giveAnswer(answer: GraphAnswer, ids: RequestIds, response: ServerResponse): void {
  if (response.destroyed) return;
  response.setHeader('request-id', ids.requestId);
  response.setHeader('client-request-id', ids.clientRequestId ?? ids.requestId);
  for (const [name, value] of Object.entries(headersOf(answer))) response.setHeader(name, value);
  switch (answer.kind) {
    case 'json':
      sendGraphJson(response, answer.status, answer.body);
      break;
    case 'error':
      sendGraphJson(response, answer.status, errorBody(answer, ids));
      break;
    case 'text':
      response.writeHead(answer.status, { 'Content-Type': 'text/plain' }).end(answer.text);
      break;
    case 'empty':
      response.writeHead(answer.status, { 'Content-Length': 0 }).end();
      break;
    case 'reset':
      response.socket?.resetAndDestroy(); // a TCP reset, as from a load balancer that lost its backend
      break;
    case 'never':
      break;
    default:
      answer satisfies never;
  }
}

/** The headers that an answer brings along, Retry-After among them. */
export function headersOf(answer: GraphAnswer): AnswerHeaders {
  const retryAfterSeconds = 'retryAfterSeconds' in answer ? answer.retryAfterSeconds : undefined;
  return {
    ...('headers' in answer ? answer.headers : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  };
}

function sendGraphJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json;odata.metadata=minimal;charset=utf-8',
  });
  response.end(JSON.stringify(body));
}

/** The body of an error in Graph's form. */
export function errorBody({ code, message }: GraphError, ids: RequestIds): object {
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date().toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId ?? ids.requestId,
      },
    },
  };
}
