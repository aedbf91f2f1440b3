import type { Node } from '../broker/namespace.ts';
import { amqpTypes, type Link, type Receiver, type Sender } from '../rhea/rheaInternals.ts';
import { nodeOf } from './linkNodes.ts';
import type { Request } from './request.ts';

/** The answer to one request. */
export interface Reply {
  readonly request: Request;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Plain values, or typed ones where the clients insist on a type. */
  readonly body: unknown;
}

/** Sends an answer to where the request wants it; drops it when the client has no such link. */
export function reply(receiver: Receiver, node: Node, { request, properties, body }: Reply): void {
  const link = replyLink(receiver, node, request.replyTo);
  if (!link) return;
  const message = {
    correlation_id: request.messageId,
    to: request.replyTo,
    application_properties: properties,
    body,
  };
  // Later: rhea writes transfers before dispositions, and azure-uamqp-c crashes when an answer
  // comes before its request is settled (azure-uamqp-c PR 385).
  setImmediate(() => {
    if (link.state.remote_open) send(link, message);
  });
}

/** A client may have a pair of links per sender and receiver; `$cbs` is answered by the link's name. */
function replyLink(
  receiver: Receiver,
  node: Node,
  replyTo: string | undefined,
): Sender | undefined {
  const leadsBack = (link: Link): boolean => link.is_sender() && isSame(nodeOf(link), node);
  const isNamed = (link: Link): boolean =>
    leadsBack(link) && (link.target?.address === replyTo || link.name === replyTo);
  const { connection, session } = receiver;
  const named = replyTo === undefined ? undefined : connection.find_link(isNamed);
  const found = named ?? session.find_link(leadsBack) ?? connection.find_link(leadsBack);
  return found as Sender | undefined;
}

function isSame(a: Node | undefined, b: Node): boolean {
  if (a?.kind === 'management' && b.kind === 'management') return a.queue === b.queue;
  return a?.kind === b.kind;
}

/** A message id of a kind we cannot write back must not end the process. */
function send(link: Sender, message: object): void {
  try {
    link.send(message);
  } catch (error) {
    const properties = { statusCode: amqpTypes.wrap_int(500), statusDescription: String(error) };
    link.send({ application_properties: properties, body: null });
  }
}
