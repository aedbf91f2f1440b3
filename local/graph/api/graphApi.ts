import type { IncomingMessage, ServerResponse } from 'node:http';
import { findMail } from '../findMail/findMail.ts';
import { sendMail } from '../sendMail/sendMail.ts';
import type { Simulator } from '../simulator.ts';
import { type GraphAnswer, giveAnswer, requestIdsFor } from './graphAnswer.ts';
import { refuse } from './graphErrors.ts';
import { type GraphRequest, graphRequest } from './graphRequest.ts';
import { getUser, listUsers } from './users.ts';

interface Operation {
  readonly name: 'sendMail' | 'findMail' | 'users';
  readonly method: 'GET' | 'POST';
  /** Path behind the version; its groups are the path parameters. Graph ignores letter case in paths. */
  readonly path: RegExp;
  readonly run: (request: GraphRequest, simulator: Simulator) => GraphAnswer | Promise<GraphAnswer>;
}

const operations: readonly Operation[] = [
  {
    name: 'sendMail',
    method: 'POST',
    path: /^\/users\/([^/]+)\/(?:microsoft\.graph\.)?sendMail$/i,
    run: sendMail,
  },
  { name: 'findMail', method: 'GET', path: /^\/users\/([^/]+)\/messages$/i, run: findMail },
  { name: 'users', method: 'GET', path: /^\/users\/([^/]+)$/i, run: getUser },
  { name: 'users', method: 'GET', path: /^\/users$/i, run: listUsers },
];

/** Whether the path belongs to the Graph API; `/beta` is answered as `/v1.0` is. */
export function isGraphPath(path: string): boolean {
  return /^\/(v1\.0|beta)(\/|$)/.test(path);
}

/** Answers one request to the Graph API and counts it. */
export async function serveGraph(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  simulator: Simulator,
): Promise<void> {
  const path = url.pathname.replace(/^\/(v1\.0|beta)/, '');
  const onPath = operations.filter((operation) => operation.path.test(path));
  const operation = onPath.find(({ method }) => method === request.method);
  if (operation === undefined) {
    simulator.requests.otherArrived();
    giveAnswer(noOperation(path, request.method, onPath), requestIdsFor(request), response);
    return;
  }

  const parameters = operation.path.exec(path)?.slice(1) ?? [];
  const asked = graphRequest(request, url, parameters);
  if (operation.name !== 'sendMail') {
    simulator.requests.otherArrived();
    giveAnswer(await operation.run(asked, simulator), asked.ids, response);
    return;
  }
  response.once('close', simulator.requests.sendMailArrived());
  const answer = await operation.run(asked, simulator);
  simulator.requests.sendMailAnswered('status' in answer ? answer.status : answer.kind);
  giveAnswer(answer, asked.ids, response);
}

function noOperation(
  path: string,
  method: string | undefined,
  onPath: readonly Operation[],
): GraphAnswer {
  if (onPath.length > 0) {
    const allowed = onPath.map((operation) => operation.method).join(', ');
    return refuse(
      'MethodNotAllowed',
      `Specified HTTP method is not allowed for the request target: ${method}. Allowed: ${allowed}.`,
    );
  }
  return refuse(
    'ResourceNotFound',
    `Resource not found for '${path}'. The simulator knows POST /users/{id}/sendMail, GET /users/{id}/messages, GET /users/{id} and GET /users.`,
  );
}
