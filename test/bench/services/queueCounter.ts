import { connect, createServer, type Socket } from 'node:net';
import { anyPort } from '../../support/anyPort.ts';
import { amqpFrames, type Performative } from './amqpFrames.ts';

/** What a client and a broker asked of each other. */
export interface QueueCounts {
  /** Messages that came from the broker; answers to requests too, such as to those of scheduling and signing in. */
  readonly received: number;
  /** Messages completed, given back or dead-lettered. */
  readonly settled: number;
  /** Messages to the broker, and requests such as to schedule or to renew a lock. */
  readonly sent: number;
}

/** Operations on queues, counted on their way. */
export interface QueueCounter {
  readonly port: number;
  counts(): QueueCounts;
  close(): void;
}

/** Stands before the Service Bus emulator and counts what goes through. */
export async function startQueueCounter(brokerPort: number): Promise<QueueCounter> {
  const counts = { received: 0, settled: 0, sent: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(brokerPort, '127.0.0.1');
    pass(client, broker, { transfer: 'sent', disposition: 'settled' });
    pass(broker, client, { transfer: 'received' });
  });
  const pass = (
    from: Socket,
    to: Socket,
    counted: Partial<Record<Performative, keyof QueueCounts>>,
  ) => {
    const read = amqpFrames((performative) => {
      const name = counted[performative];
      if (name) counts[name] += 1;
    });
    sockets.add(from.setNoDelay());
    from.on('data', read).on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  };
  const port = await anyPort(server);
  return {
    port,
    counts: () => ({ ...counts }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
