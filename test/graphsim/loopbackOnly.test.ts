import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startGraph } from '../../local/graph/startGraph.ts';
import { billing, mail, post, simulator } from './simulator.ts';

/** Status of a GET with a Host of the test's choice, which `fetch` does not allow. */
function statusForHost(port: number, path: string, host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request({ port, host: '127.0.0.1', path, headers: { Host: host } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  })
    .on('error', reject)
    .end();
  return promise;
}

test.each(['/', '/_control/messages', '/inbox/messages', '/v1.0/users'])(
  'a domain that was re-pointed to this machine cannot read %s',
  async (path) => {
    const graph = await simulator();

    const rebound = await statusForHost(graph.port, path, `evil.example:${graph.port}`);
    const own = await statusForHost(graph.port, path, `localhost:${graph.port}`);

    expect(rebound).toBe(403);
    expect(own).toBe(200);
  },
);

test.each([
  ['clear the faults', 'DELETE', '/_control/faults'],
  ['send a mail', 'POST', `/v1.0/users/${billing.mail}/sendMail`],
])('a web page from elsewhere cannot %s', async (_, method, path) => {
  const graph = await simulator({ faults: [{ on: 'sendMail', answer: 429 }] });

  for (const origin of ['https://evil.example', 'null', `http://localhost:${graph.port + 1}`]) {
    const response = await fetch(graph.url + path, { method, headers: { Origin: origin } });
    expect(response.status).toBe(403);
  }

  expect(graph.faults()).toHaveLength(1);
  expect(graph.requests().sendMailCount).toBe(0);
});

test('the simulator’s own page may change things', async () => {
  const graph = await simulator();

  const response = await post(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    body: mail().toString('base64'),
    headers: { 'Content-Type': 'text/plain', Origin: graph.url },
  });

  expect(response.status).toBe(202);
});

test('a host that is not loopback is refused', async () => {
  await expect(startGraph({ host: '0.0.0.0', port: 0 })).rejects.toThrow(
    'The simulator listens on loopback only',
  );
});

test('a taken port is named, with the system’s code and cause, so that another can be chosen', async () => {
  const first = await simulator();

  const second = startGraph({ port: first.port });

  await expect(second).rejects.toMatchObject({
    message: expect.stringContaining(`Port ${first.port} on 127.0.0.1 is taken`),
    code: 'EADDRINUSE',
    cause: expect.objectContaining({ code: 'EADDRINUSE' }),
  });
});

test('a closed simulator frees its port and closing twice is no error', async () => {
  const first = await startGraph({ port: 0 });

  await first.close();
  await first.close();
  const second = await startGraph({ port: first.port });
  await second.close();

  expect(second.port).toBe(first.port);
});
