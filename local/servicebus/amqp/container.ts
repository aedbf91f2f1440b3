import rhea, { type Container } from 'rhea';
import type { Namespace } from '../broker/namespace.ts';
import { freeWrittenBytes, HeldDeliveries } from '../rhea/heldDeliveries.ts';
import { keyLinksByRole } from '../rhea/linksByRole.ts';
import { receiveRawTransfers } from '../rhea/rawTransfers.ts';
import type { Connection, Delivery, Receiver, Sender, Session } from '../rhea/rheaInternals.ts';
import { onSessionFlow } from '../rhea/sessionFlow.ts';
import { settleOneByOne } from '../rhea/settleOneByOne.ts';
import { openIncoming, receive } from './incomingLinks.ts';
import { closeOutgoing, consumerOf, onCredit, openOutgoing } from './outgoingLinks.ts';
import { outcomeNames, settle } from './settlements.ts';

/** rhea's server side wired to the queues: which event leads to which piece of the emulator. */
export function createContainer(namespace: Namespace): Container {
  const container = rhea.create_container({ id: 'mailchute-servicebus' });
  acceptAnyLogin(container);

  container.on('session_open', ({ session }: { session: Session }) => prepare(session));
  container.on('sender_open', ({ sender }: { sender: Sender }) => openOutgoing(namespace, sender));
  container.on('receiver_open', ({ receiver }: { receiver: Receiver }) =>
    openIncoming(namespace, receiver),
  );
  container.on('sender_flow', ({ sender }: { sender: Sender }) => onCredit(sender));
  container.on('message', ({ receiver, delivery, message }: MessageContext) =>
    receive(namespace, receiver, delivery, message),
  );
  for (const name of outcomeNames) {
    container.on(name, ({ sender, delivery }: OutcomeContext) => settle(sender, delivery, name));
  }

  container.on('sender_close', ({ sender }: { sender: Sender }) => closeOutgoing(sender));
  container.on('session_close', ({ session }: { session: Session }) => {
    session.each_link(closeOutgoing);
  });
  const closeAll = ({ connection }: { connection: Connection }): void => {
    connection.each_link(closeOutgoing);
  };
  container.on('connection_close', closeAll);
  container.on('disconnected', closeAll);
  // Junk on the port, a client's own faults: without a listener rhea ends the process, or prints.
  for (const name of faultEvents) container.on(name, () => undefined);
  return container;
}

interface MessageContext {
  readonly receiver: Receiver;
  readonly delivery: Delivery;
  readonly message: Buffer;
}

interface OutcomeContext {
  readonly sender: Sender;
  readonly delivery: Delivery;
}

const faultEvents = [
  'error',
  'protocol_error',
  'connection_error',
  'session_error',
  'sender_error',
  'receiver_error',
];

function prepare(session: Session): void {
  const { outgoing, incoming } = session;
  outgoing.deliveries = new HeldDeliveries(outgoing);
  settleOneByOne(outgoing);
  settleOneByOne(incoming);
  freeWrittenBytes(outgoing);
  keyLinksByRole(session);
  receiveRawTransfers(session);
  onSessionFlow(session, () => session.each_link((link) => consumerOf(link)?.pump()));
}

/**
 * Whoever reaches the port may use it. JavaScript says ANONYMOUS, .NET and Python MSSBCBS,
 * qpid-proton ANONYMOUS, PLAIN or nothing.
 */
function acceptAnyLogin(container: Container): void {
  const mechanisms = container.sasl_server_mechanisms as {
    enable_plain(check: () => boolean): void;
    [name: string]: unknown;
  };
  for (const name of ['MSSBCBS', 'ANONYMOUS', 'EXTERNAL']) {
    mechanisms[name] = () => ({ outcome: true, start: () => undefined, step: () => undefined });
  }
  mechanisms.enable_plain(() => true);
}
