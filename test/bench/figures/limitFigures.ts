import type { Measurement } from '../../../local/graph/measurements/measurement.ts';
import type { Measured } from '../../../local/graph/measurements/measurements.ts';
import { exchangeLimits } from '../../../local/graph/throttling/throttleBehaviour.ts';
import { columns } from '../../../local/terminal.ts';
import { percent } from './ratios.ts';

/** The most that any one mailbox was asked for, and how well its rate was used. */
export interface LimitFigures {
  readonly mostInFlight: number;
  readonly mostRequestsPerMinute: number;
  readonly mostUploadMbPer5Min: number;
  readonly mostRecipientsPerDay: number;
  /** Of all requests. */
  readonly refusedShare: number;
  /** Mails that were held back in Drafts because there were more than 30 in a minute. */
  readonly heldCount: number;
  /** The slowest mailbox's starts between its first and its last, as a share of 30 a minute. */
  readonly ofRate: number;
}

/** Reckons the figures from what the simulator measured. */
export function limitFigures({ overall, mailboxes }: Measured): LimitFigures {
  const each = Object.values(mailboxes);
  const most = (read: (one: Measurement) => number) => Math.max(...each.map(read));
  const refusedCount = Object.values(overall.refused).reduce((total, count) => total + count, 0);
  return {
    mostInFlight: most((one) => one.mostInFlight),
    mostRequestsPerMinute: most((one) => one.mostRequestsPerMinute),
    mostUploadMbPer5Min: most((one) => one.mostUploadBytesPer5Min) / 1e6,
    mostRecipientsPerDay: most((one) => one.mostRecipientsPerDay),
    refusedShare: refusedCount / overall.requestCount,
    heldCount: overall.heldCount,
    ofRate: Math.min(...each.map(startsPerMinute)) / exchangeLimits.messagesPerMinute,
  };
}

function startsPerMinute({ requestCount, firstArrivalMs = 0, lastArrivalMs = 0 }: Measurement) {
  return ((requestCount - 1) * 60_000) / (lastArrivalMs - firstArrivalMs);
}

/** The figures beside the limits. */
export function limitTable(figures: LimitFigures): readonly string[] {
  const { inFlightLimit, messagesPerMinute, recipientsPerDay, uploadMbPer5Min } = exchangeLimits;
  return columns(
    [
      ['most in one mailbox', 'seen', 'limit'],
      ['requests at a time', String(figures.mostInFlight), String(inFlightLimit)],
      ['requests in 60 s', String(figures.mostRequestsPerMinute), String(messagesPerMinute)],
      ['MB in 5 min', figures.mostUploadMbPer5Min.toFixed(1), String(uploadMbPer5Min)],
      ['recipients in 24 h', String(figures.mostRecipientsPerDay), String(recipientsPerDay)],
      ['requests refused', percent(figures.refusedShare), '0.1 %'],
      ['mails held in Drafts', String(figures.heldCount), '0'],
      ['rate used, slowest mailbox', percent(figures.ofRate), ''],
    ],
    0,
  );
}
