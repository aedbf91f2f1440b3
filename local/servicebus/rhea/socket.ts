import type { Socket } from 'node:net';
import type { Connection } from './rheaInternals.ts';

/** Largest frame we say we take; also Azure's. */
export const maxFrameBytes = 65_536;

/**
 * Time for the other end to read our last words and hang up. Long enough for any live client on
 * the same computer; a dead one must not hold a socket.
 */
const lingerMs = 1_000;

/** Serves one accepted socket with rhea, and does on it what rhea 3.0.5 leaves undone. */
export function serveSocket(socket: Socket, connection: Connection): void {
  connection.accept(socket);
  answerEachChunk(socket, connection);
  hangUpAfterGoodbye(socket);
  endWithSocket(socket, connection);
}

/**
 * The clients leave Nagle's algorithm on. A chunk that needs no answer would wait for the 40 ms of
 * Linux's delayed ACK; an empty frame carries the ACK at once (40 ms per send became 0.4 ms).
 */
function answerEachChunk(socket: Socket, connection: Connection): void {
  const { output } = connection;
  let writes = 0;
  connection.output = () => {
    writes++;
    output.call(connection);
  };
  socket.removeAllListeners('data');
  socket.on('data', (chunk) => {
    const before = writes;
    connection.input(chunk);
    // rhea would gather whatever length a frame announces, up to 4 GB.
    if ((connection.frame_size ?? 0) > maxFrameBytes) socket.destroy();
    setImmediate(() => {
      if (writes === before && connection.is_open() && socket.writable) connection._write_frame(0);
    });
  });
}

/** rhea only half-closes; a client that never closes its half (port scanner, stopped process) would stay. */
function hangUpAfterGoodbye(socket: Socket): void {
  socket.once('finish', () => {
    const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once('close', () => clearTimeout(timer));
  });
}

/** rhea 3.0.5 connection.js:369 listens to data, error and end: a destroyed socket raised nothing, and its dead receivers went on getting messages. */
function endWithSocket(socket: Socket, connection: Connection): void {
  socket.once('close', () => connection._disconnected());
}
