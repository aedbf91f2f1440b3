import { pacingTimes } from '../times.ts';

/**
 * The right to have one request in flight, held by a process. Nobody else uses it before its lease is over, whatever became
 * of the process. The rules are those of the model (test/model/pacing.ts).
 */
export interface Slot {
  /** A random UUID: only its holder releases it. */
  readonly token: string;
  readonly leaseUntilMs: number;
}

/** The slots that are still held. */
export function heldSlots(slots: readonly Slot[], nowMs: number): readonly Slot[] {
  return slots.every(({ leaseUntilMs }) => leaseUntilMs > nowMs)
    ? slots
    : slots.filter(({ leaseUntilMs }) => leaseUntilMs > nowMs);
}

/** Whether a turn may be given in a slot at a time: the lease outlasts the request and what Graph does after an abort. */
export function covers({ leaseUntilMs }: Pick<Slot, 'leaseUntilMs'>, startMs: number): boolean {
  return startMs + pacingTimes.slotCoversMs <= leaseUntilMs;
}

/** How many slots nobody holds. */
export function freeSlots(slots: readonly Slot[], inFlight: number): number {
  return Math.max(0, inFlight - slots.length);
}
