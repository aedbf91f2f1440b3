import type { Clock } from '../clock.ts';
import type { JobMessage } from '../job/message.ts';
import { type CarryOutDeps, carryOut } from './carryOut.ts';
import { deliver } from './deliver.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import type { Source } from './situation.ts';
import { readWork, type WorkDeps } from './work.ts';

/** Everything that handling a message of a job needs. */
export interface HandleDeps extends WorkDeps, DeliverDeps, CarryOutDeps {}

/**
 * Takes one message of a job as far as it can go and makes what became of it durable. When this returns, the message may be
 * completed. Throws for faults only, and then the message must come back.
 */
export async function handleMessage(
  message: JobMessage,
  source: Source,
  deps: HandleDeps,
): Promise<void> {
  const work = readWork(message, deps);
  const clock = notBefore(message.enqueuedAtMs, deps.clock);
  try {
    const outcome = await deliver(work, source, { ...deps, clock });
    await carryOut(outcome, work, { ...deps, clock });
  } catch (fault) {
    deps.log.fault(work, fault);
    // The Functions host takes a thrown undefined or null for success and completes the message.
    throw fault instanceof Error ? fault : new Error('Something was thrown that is no Error.');
  }
}

/**
 * A clock that is never behind the broker's, as far as this message tells: what is due would else be put back to a moment
 * that has passed for the broker, and come back at once, over and over.
 */
function notBefore(enqueuedAtMs: number, clock: Clock): Clock {
  return { ...clock, now: () => Math.max(clock.now(), enqueuedAtMs) };
}
