import type { IncomingMessage, ServerResponse } from 'node:http';
import { runBatch } from '../directory/batch.ts';
import { directoryOperations } from '../directory/operations.ts';
import { readDirectory } from '../directory/readDirectory.ts';
import { findMail } from '../findMail/findMail.ts';
import { getSentItems } from '../mailFolders/sentItems.ts';
import { serveSendMail } from '../sendMail/serveSendMail.ts';
import type { Simulator } from '../simulator.ts';
import { type GraphAnswer, giveAnswer, requestIdsFor } from './graphAnswer.ts';
import { refuse } from './graphErrors.ts';
import { type GraphRequest, graphRequest } from './graphRequest.ts';

type Serve = (
  request: GraphRequest,
  response: ServerResponse,
  simulator: Simulator,
) => Promise<void>;

interface Operation {
  readonly method: 'GET' | 'POST';
  /** Path behind the version; its groups are the path parameters. Graph ignores letter case in paths. */
  readonly path: RegExp;
  readonly serve: Serve;
}

const operations: readonly Operation[] = [
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/(?:microsoft\.graph\.)?sendMail$/i,
    serve: serveSendMail,
  },
  { method: 'GET', path: /^\/users\/([^/]+)\/messages$/i, serve: answering(findMail) },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)\/mailFolders\/sentitems$/i,
    serve: answering(getSentItems),
  },
  { method: 'POST', path: /^\/\$batch$/i, serve: answering(runBatch) },
  ...directoryOperations.map(
    (operation): Operation => ({
      method: 'GET',
      path: operation.path,
      serve: answering((request, simulator) => readDirectory(operation, request, simulator)),
    }),
  ),
];

/** An operation that is only counted and answered. */
function answering(
  run: (request: GraphRequest, simulator: Simulator) => GraphAnswer | Promise<GraphAnswer>,
): Serve {
  return async (request, response, simulator) => {
    simulator.requests.otherArrived();
    giveAnswer(await run(request, simulator), request.ids, response);
  };
}

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
  await operation.serve(graphRequest(request, url, parameters), response, simulator);
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
    `Resource not found for '${path}'. The simulator knows POST /users/{id}/sendMail, GET /users/{id}/messages and /mailFolders/sentitems, users, groups with their members and delta, and POST /$batch of them.`,
  );
}
