import type { Measured } from '../../../local/graph/measurements/measurements.ts';
import type { MessageSummary } from '../../../local/graph/store/acceptedMessage.ts';
import type { CpuByRole } from '../childCosts.ts';
import { distinctCount } from '../contenders/awaitAccepted.ts';
import type { RunCost } from '../contenders/contender.ts';

/** One round of one contender, as the simulator saw it. */
export interface Seen {
  readonly mailCount: number;
  /** From the arrival of the first mail to the answer to the last. */
  readonly seconds: number;
  readonly mailsPerSecond: number;
  /** From arrival to answer, the mean of accepted mails. */
  readonly latencyMs: number;
  /** Most requests at a time in any one mailbox. */
  readonly mostInFlight: number;
  /** Requests to send, refused ones too. */
  readonly requestCount: number;
  /** Answered with anything but 202. */
  readonly refusedCount: number;
  /** Mails in the inbox that are there already. */
  readonly twiceCount: number;
  /** Undefined where the system cannot tell. */
  readonly cpuMsPerMail: number | undefined;
  readonly peakMemoryMb: number | undefined;
  /** Share of all processors that was busy, with whatever ran on the machine. */
  readonly machineBusy: number;
  /** CPU milliseconds per mail of every process that took part. */
  readonly cpuByRole: CpuByRole;
}

/** Reckons the figures of a round. Throws a RangeError when not one mail was accepted. */
export function seen(
  mails: readonly MessageSummary[],
  { overall, mailboxes }: Measured,
  { process, machineBusy, cpuByRole }: RunCost,
): Seen {
  const { firstArrivalMs, lastAcceptedMs, latencyMs, requestCount } = overall;
  if (firstArrivalMs === undefined || lastAcceptedMs === undefined || !latencyMs) {
    throw new RangeError('No mail was accepted, so nothing can be reckoned.');
  }
  const mailCount = distinctCount(mails);
  const seconds = (lastAcceptedMs - firstArrivalMs) / 1000;
  return {
    mailCount,
    seconds,
    mailsPerSecond: mailCount / seconds,
    latencyMs: latencyMs.mean,
    mostInFlight: Math.max(...Object.values(mailboxes).map(({ mostInFlight }) => mostInFlight)),
    requestCount,
    refusedCount: Object.values(overall.refused).reduce((total, count) => total + count, 0),
    twiceCount: mails.length - mailCount,
    cpuMsPerMail: process && process.cpuMs / mailCount,
    peakMemoryMb: process?.peakMemoryMb,
    machineBusy,
    cpuByRole,
  };
}
