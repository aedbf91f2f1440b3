import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port itself when nothing listens on it on this machine, otherwise 0: any free one. */
export async function portOrAny(port: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return port;
  } catch {
    return 0;
  } finally {
    probe.close();
  }
}
