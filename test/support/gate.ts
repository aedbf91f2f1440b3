import { connect, createServer, type Socket } from 'node:net';
import { anyPort } from './anyPort.ts';

/** A TCP door to a service on this machine that can be shut: connections break and new ones are refused. */
export interface Gate {
  readonly port: number;
  shut(): void;
  open(): void;
  close(): void;
}

/** Puts a gate before a port. */
export async function gateTo(port: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) {
      client.destroy();
      return;
    }
    const service = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [client, service],
      [service, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.pipe(service).pipe(client);
  });
  const ownPort = await anyPort(server);
  const shut = () => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: ownPort,
    shut,
    open: () => {
      isOpen = true;
    },
    close: () => {
      shut();
      server.close();
    },
  };
}
