import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback } from './http/loopbackGuard.ts';
import { InvalidInput } from './invalidInput.ts';

/** The port could not be opened; `code` is the system's, such as `EADDRINUSE` for a taken port. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
  readonly code: string;

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Opens a port on this machine only: the simulator accepts mail from anybody who reaches it.
 * @param port 0 for any free one
 * @returns the port
 * @throws InvalidInput for a host that is not loopback or a port that is none; CannotListen when it is taken
 */
export async function listenOnLoopback(
  server: Server,
  host: string,
  port: number,
): Promise<number> {
  if (!isLoopback(host)) {
    throw new InvalidInput(
      `host is "${host}". The simulator listens on loopback only: 127.0.0.1, localhost or ::1.`,
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidInput(`port is ${port}. Allowed: 0 (any free port) to 65535.`);
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, host, resolve);
  try {
    await promise;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    const what =
      code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${code})`;
    throw new CannotListen(
      `Port ${port} on ${host} ${what}. Choose another one, or 0 for any free port.`,
      code,
      cause,
    );
  }
  return (server.address() as AddressInfo).port; // a server listening on TCP has this form
}
