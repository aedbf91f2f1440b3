import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Opens a free port on this machine only. Returns it once the server listens. */
export async function anyPort(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
