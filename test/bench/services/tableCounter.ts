import { Agent, createServer, request } from 'node:http';
import { anyPort } from '../../support/anyPort.ts';

/** Requests to tables, counted on their way. */
export interface TableCounter {
  readonly port: number;
  /** Requests so far by method and table, such as `PUT ledger`. A batch is one request. */
  counts(): Readonly<Record<string, number>>;
  close(): void;
}

/** Stands before Azurite's table service. Signatures hold: they name the path, not the port. */
export async function startTableCounter(tablePort: number): Promise<TableCounter> {
  const counted = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const [, table = ''] = /^\/[^/]+\/([$\w]+)/.exec(url) ?? [];
    const name = `${method} ${table}`;
    counted.set(name, (counted.get(name) ?? 0) + 1);
    const onward = request({
      host: '127.0.0.1',
      port: tablePort,
      method,
      path: url,
      headers,
      agent,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const port = await anyPort(server);
  return {
    port,
    counts: () => Object.fromEntries(counted),
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
