import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll } from 'vitest';
import { type FixtureHost, fixtureRoot, openHost } from './fixtureHost.ts';

/** One fixture app with HTTP functions, shared by all tests of a file. */
export function useHttpApp(app: string) {
  let host: FixtureHost;
  beforeAll(async () => {
    host = await openHost(fixtureRoot(app), {});
    return async () => {
      await host.kill();
    };
  });
  const url = (path: string) => `http://127.0.0.1:${host.port}${path}`;
  return {
    host: () => host,
    url,
    get: (path: string) => fetch(url(path)),
    post: (path: string, body: string | Buffer<ArrayBuffer>) =>
      fetch(url(path), { method: 'POST', body }),
    /** Posts without Content-Length (chunked); resolves to status and text. */
    async postChunked(path: string, chunks: readonly string[]) {
      const request = httpRequest(url(path), { method: 'POST' });
      for (const chunk of chunks) request.write(chunk);
      request.end();
      return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        request.on('error', reject).on('response', async (response) => {
          resolve({ status: response.statusCode, text: await text(response) });
        });
      });
    },
  };
}
