import type { Namespace } from '../broker/namespace.ts';
import { entityNotFound, notAllowed } from '../broker/serviceError.ts';
import { alwaysAnswerDrain, finishDrain } from '../rhea/drain.ts';
import { HeldDeliveries } from '../rhea/heldDeliveries.ts';
import type { Link, Sender } from '../rhea/rheaInternals.ts';
import { acceptAttach, refuseAttach } from './attach.ts';
import { LinkConsumer } from './linkConsumer.ts';
import { setNode } from './linkNodes.ts';

const consumers = new WeakMap<Link, LinkConsumer>();

/** The queue's consumer behind a link; undefined for a reply link or a refused one. */
export const consumerOf = (link: Link): LinkConsumer | undefined => consumers.get(link);

/** A client attaches to receive: messages of a queue, or replies to its requests. */
export function openOutgoing(namespace: Namespace, sender: Sender): void {
  alwaysAnswerDrain(sender);
  try {
    const address = sender.source?.address;
    if (!address) throw entityNotFound('');
    const node = namespace.resolve(address);
    refuseSession(sender);
    acceptAttach(sender);
    setNode(sender, node);
    if (node.kind === 'queue') consumers.set(sender, new LinkConsumer(sender, node.queue));
  } catch (error) {
    refuseAttach(sender, error);
  }
}

/** Credit or a wish to drain has come. */
export function onCredit(sender: Sender): void {
  consumerOf(sender)?.pump();
  finishDrain(sender);
}

/** The link is over, whoever ended it. */
export function closeOutgoing(link: Link): void {
  consumerOf(link)?.close();
  const { deliveries } = link.session.outgoing;
  if (deliveries instanceof HeldDeliveries) deliveries.dropLink(link);
}

/** No queue here requires sessions; the words are the service's. An empty filter map asks for none. */
function refuseSession(sender: Sender): void {
  if (!Object.hasOwn(sender.source?.filter ?? {}, 'com.microsoft:session-filter')) return;
  throw notAllowed(
    'A sessionful message receiver cannot be created on an entity that does not require sessions. Ensure RequiresSession is set to true when creating a Queue or Subscription to enable sessionful behavior.',
  );
}
