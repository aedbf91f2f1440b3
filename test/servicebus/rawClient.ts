import { once } from 'node:events';
import rhea, { type Connection, type EventContext, type Receiver, type Sender } from 'rhea';
import { onTestFinished } from 'vitest';
import type { ServiceBus } from '../../local/servicebus/serviceBus.ts';

/** A plain AMQP connection, for what the real client would never send. Its sessions take so many frames at a time. */
export async function connectRaw({ port }: ServiceBus, windowFrames = 2_048): Promise<Connection> {
  const container = rhea.create_container();
  container.on('disconnected', () => undefined);
  const connection = container.connect({
    port,
    host: '127.0.0.1',
    reconnect: false,
    session_buffer_size: windowFrames,
  });
  onTestFinished(async () => {
    if (connection['socket'].destroyed) return;
    const closed = once(connection, 'connection_close');
    connection.close();
    await closed;
  });
  await once(connection, 'connection_open');
  return connection;
}

/** What became of bytes sent as a message. */
export type Verdict = { accepted: true } | { rejected: { condition?: string } };

/** Sends bytes as a message of this format, whatever they are. */
export async function sendBytes(sender: Sender, bytes: Buffer, format = 0): Promise<Verdict> {
  const settled = new Promise<EventContext>((resolve) => sender.once('settled', resolve));
  sender.send(bytes, undefined, format);
  const { delivery } = await settled;
  const error = delivery?.remote_state?.['error'];
  return error ? { rejected: { condition: error.condition } } : { accepted: true };
}

/** An answer of `$management`. */
export interface ManagementAnswer {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly errorCondition?: string;
}

/** A pair of links for `$management` requests of any content. */
export async function openManagement(
  connection: Connection,
  queue: string,
): Promise<(request: object) => Promise<ManagementAnswer>> {
  const address = `${queue}/$management`;
  const receiver: Receiver = connection.open_receiver({
    source: { address },
    target: { address: 'answers' },
  });
  const sender = connection.open_sender({ target: { address } });
  await Promise.all([once(receiver, 'receiver_open'), once(sender, 'sendable')]);
  return async (request) => {
    const answered = once(receiver, 'message') as Promise<[EventContext]>;
    sender.send({ message_id: 'request', reply_to: 'answers', body: {}, ...request });
    const [{ message }] = await answered;
    return message?.application_properties as unknown as ManagementAnswer;
  };
}
