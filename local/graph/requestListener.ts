import type { IncomingMessage, ServerResponse } from 'node:http';
import { giveAnswer, requestIdsFor } from './api/graphAnswer.ts';
import { isGraphPath, serveGraph } from './api/graphApi.ts';
import { refuse } from './api/graphErrors.ts';
import { serveControl } from './control/controlApi.ts';
import { whyRefused } from './http/loopbackGuard.ts';
import { setSecurityHeaders } from './http/securityHeaders.ts';
import { sendProblem } from './http/sendJson.ts';
import { serveInbox } from './inbox/inboxApi.ts';
import { readPageFiles, sendPageFile } from './inbox/pageFiles.ts';
import type { Simulator } from './simulator.ts';

/** Serves every door of the simulator: Graph API, control API, inbox page. */
export function requestListener(
  simulator: Simulator,
): (request: IncomingMessage, response: ServerResponse) => void {
  const pageFiles = readPageFiles();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response);
    const refusal = whyRefused(request);
    if (refusal !== undefined) return sendProblem(response, 403, refusal);
    const base = `http://${request.headers.host}`;
    const url = URL.parse(request.url ?? '/', base);
    if (url === null) return sendProblem(response, 400, 'The address cannot be read.');

    const path = url.pathname;
    if (isGraphPath(path)) return await serveGraph(request, response, url, simulator);
    if (path.startsWith('/_control/')) {
      return await serveControl(request, response, url, simulator);
    }
    if (path.startsWith('/inbox/')) return await serveInbox(request, response, url, simulator);
    const file = request.method === 'GET' ? pageFiles.get(path) : undefined;
    if (file !== undefined) return sendPageFile(response, file);
    // Not ours: answered as Graph would, because it may come from a Graph client with a wrong version.
    const text = `Resource not found for '${path}'. Graph is under /v1.0, the inbox page is /.`;
    giveAnswer(refuse('ResourceNotFound', text), requestIdsFor(request), response);
  }

  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client left, the simulator stops, or it has a bug. Only the last leaves somebody to tell.
      if (response.headersSent || response.destroyed) return void response.destroy();
      const text = error instanceof Error ? error.message : String(error);
      sendProblem(response, 500, `The simulator failed: ${text}`);
    });
  };
}
