import { createServer, type Server, type Socket } from 'node:net';
import type { Container } from 'rhea';
import { HeldDeliveries } from '../rhea/heldDeliveries.ts';
import type { Connection, Session } from '../rhea/rheaInternals.ts';
import { maxFrameBytes, serveSocket } from '../rhea/socket.ts';

/** What the emulator's connections hold, for the tests that look for leaks. */
export interface ConnectionSizes {
  readonly connections: number;
  readonly links: number;
  /** Messages on their way that are not settled yet. */
  readonly deliveries: number;
  /** Encoded bytes kept for those that are not written yet. */
  readonly unwrittenBytes: number;
}

/** The open port. */
export interface Listener {
  readonly port: number;
  sizes(): ConnectionSizes;
  /** Drops every connection and frees the port. */
  close(): Promise<void>;
}

/** The terms of a connection; idle time and channels as Azure offers them. */
const connectionOptions = {
  tcp_no_delay: true,
  autoaccept: false,
  credit_window: 0,
  treat_modified_as_released: false,
  max_frame_size: maxFrameBytes,
  channel_max: 4_999,
  idle_time_out: 240_000,
  /** Incoming window of a session, in frames. */
  session_buffer_size: 8_192,
};

/** Opens the port; rejects with Node's own error when that fails. */
export async function listen(container: Container, host: string, port: number): Promise<Listener> {
  const open = new Map<Socket, Connection>();
  const server = createServer((socket) => {
    const connection = createConnection(container);
    open.set(socket, connection);
    socket.once('close', () => open.delete(socket));
    serveSocket(socket, connection);
  });
  await startListening(server, host, port);
  return {
    port: portOf(server),
    sizes: () => sizesOf([...open.values()]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open.keys()) socket.destroy();
      }),
  };
}

function createConnection(container: Container): Connection {
  const options = connectionOptions as unknown as Parameters<Container['create_connection']>[0];
  return container.create_connection(options) as unknown as Connection;
}

function startListening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays: when a later connection cannot be accepted (EMFILE), Node says so here, and would end the process.
    server.on('error', reject);
    server.listen({ host, port }, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The port is not open.');
  return address.port;
}

function sizesOf(connections: readonly Connection[]): ConnectionSizes {
  const sessions = connections.flatMap((one) => Object.values(one.local_channel_map));
  const sum = (sizeOf: (session: Session) => number): number =>
    sessions.reduce((total, session) => total + sizeOf(session), 0);
  return {
    connections: connections.length,
    links: sum(({ remote }) => Object.keys(remote.handles).length),
    deliveries: sum(
      ({ outgoing, incoming }) => outgoing.deliveries.size + incoming.deliveries.size,
    ),
    unwrittenBytes: sum(({ outgoing }) =>
      outgoing.deliveries instanceof HeldDeliveries ? outgoing.deliveries.bytes : 0,
    ),
  };
}
