import { toServiceError } from '../broker/serviceError.ts';
import type { AmqpError, Link, Terminus } from '../rhea/rheaInternals.ts';

const sourceFields = [
  'address',
  'durable',
  'expiry_policy',
  'timeout',
  'dynamic',
  'distribution_mode',
  'filter',
  'outcomes',
  'capabilities',
];
const targetFields = ['address', 'durable', 'expiry_policy', 'timeout', 'dynamic', 'capabilities'];

/** Accepts an attach with the terms the client asked for. */
export function acceptAttach(link: Link): void {
  const asked = link.remote.attach;
  if (asked?.source) link.set_source(copyOf(asked.source, sourceFields));
  if (asked?.target) link.set_target(copyOf(asked.target, targetFields));
  link.local.attach.snd_settle_mode = asked?.snd_settle_mode ?? 2; // mixed, the default of AMQP
  link.local.attach.rcv_settle_mode = asked?.rcv_settle_mode ?? 0; // first, the default of AMQP
}

/** Refuses an attach as AMQP wants it: attached without terminus, then detached with the error. */
export function refuseAttach(link: Link, caught: unknown): void {
  link.local.attach.source = undefined;
  link.local.attach.target = undefined;
  link.close(amqpError(caught));
}

/** Anything caught as an error for the wire. All three fields: Python's client fails without the last. */
export function amqpError(caught: unknown): AmqpError {
  const { condition, message } = toServiceError(caught);
  return { condition, description: message, info: {} };
}

/** A copy, because rhea 3.0.5 (types.js:317) shares the array behind an empty terminus with the whole process. */
function copyOf(terminus: Terminus, names: readonly string[]): object {
  const fields = terminus as Readonly<Record<string, unknown>>;
  const known = names.filter((name) => fields[name] !== undefined && fields[name] !== null);
  return Object.fromEntries(known.map((name) => [name, fields[name]]));
}
