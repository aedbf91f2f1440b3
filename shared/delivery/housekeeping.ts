import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerScan, ScannedRow } from '../ledger/ledgerScan.ts';
import type { Problems } from '../ledger/problems.ts';
import type { LedgerRow } from '../ledger/row.ts';
import { moved } from '../ledger/transitions.ts';
import type { MailLog } from '../maillog/mailLog.ts';

/** What housekeeping needs. */
export interface HousekeepingDeps {
  readonly scan: LedgerScan;
  readonly ledger: Ledger;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly log: MailLog;
  readonly ledgerRetentionMs: number;
}

/** What a run did, in rows. */
export interface Tidied {
  readonly purgedCount: number;
  readonly expiredCount: number;
  readonly alarmCount: number;
}

const dayMs = 24 * 3_600_000;
/** Deletes under way at a time: enough to keep up, few enough to leave the store to the senders. */
const atOnce = 16;

/** What is to be done about a row: nothing, purge it, end it unsent, or tell a person that it cannot be. */
export type Care = 'none' | 'purge' | 'expire' | 'alarm';

/**
 * Tidies the ledger: purges finished rows that are old enough, ends jobs that the HTTP door recorded but whose message never
 * came, and raises an alarm on what cannot occur. Nothing waits for it: without it the ledger only grows.
 * Throws `StoreUnavailable`; what was done until then stays done.
 */
export async function tidy(deps: HousekeepingDeps): Promise<Tidied> {
  const nowMs = deps.clock.now();
  const found = deps.scan.rows({
    writtenBeforeMs: nowMs - deps.ledgerRetentionMs,
    openSinceMs: nowMs,
  });
  const counts = { purge: 0, expire: 0, alarm: 0, none: 0 };
  let batch: ScannedRow[] = [];
  for await (const one of found) {
    batch.push(one);
    if (batch.length < atOnce) continue;
    await careForAll(batch, nowMs, counts, deps);
    batch = [];
  }
  await careForAll(batch, nowMs, counts, deps);
  return { purgedCount: counts.purge, expiredCount: counts.expire, alarmCount: counts.alarm };
}

/** The decision, from the row, its age by the store's clock and the time; all in milliseconds. */
export function careFor(
  { state, deadlineMs, keepUntilMs = 0 }: LedgerRow,
  ageMs: number,
  nowMs: number,
  ledgerRetentionMs: number,
): Care {
  const open = state === 'queued' || state === 'sending' || state === 'uncertain';
  if (!open) return ageMs > ledgerRetentionMs && nowMs > keepUntilMs ? 'purge' : 'none';
  if (nowMs < deadlineMs) return 'none';
  // Its own message ends it within the day; a job without a message was recorded by the door, which crashed.
  if (state === 'queued') return 'expire';
  return nowMs > deadlineMs + dayMs ? 'alarm' : 'none';
}

type Counts = Record<Care, number>;

async function careForAll(
  rows: readonly ScannedRow[],
  nowMs: number,
  counts: Counts,
  deps: HousekeepingDeps,
): Promise<void> {
  const cares = await Promise.all(rows.map((one) => careForOne(one, nowMs, deps)));
  for (const care of cares) counts[care] += 1;
}

async function careForOne(one: ScannedRow, nowMs: number, deps: HousekeepingDeps): Promise<Care> {
  const { jobId, found } = one;
  const { row } = found;
  const care = careFor(row, found.ageMs, nowMs, deps.ledgerRetentionMs);
  switch (care) {
    case 'purge':
      if (!(await deps.scan.remove(one))) return 'none';
      await deps.problems.remove(jobId);
      return care;
    case 'expire':
      return (await expire(jobId, found, deps)) ? care : 'none';
    case 'alarm':
      deps.log.impossible(
        { jobId, epoch: row.epoch, hop: 0 },
        `still ${row.state} a day after its end`,
      );
      return care;
    case 'none':
      return care;
    default:
      return care satisfies never;
  }
}

/** The auditor. Closing rule and conditional write as everywhere. */
async function expire(
  jobId: string,
  { row, etag }: ScannedRow['found'],
  { ledger, problems, log }: HousekeepingDeps,
): Promise<boolean> {
  const text = `The mail was not sent before the end of its life, ${new Date(row.deadlineMs).toISOString()}.`;
  const next = moved(row, { state: 'expired', reason: 'LifetimeOver', text });
  if (!(await ledger.replace(jobId, etag, next))) return false;
  const state = next.state === 'held' ? 'held' : 'expired';
  const reason = 'LifetimeOver';
  await problems.add({
    jobId,
    state,
    reason,
    text,
    parkedAs: undefined,
    enqueuedAtMs: row.enqueuedAtMs,
  });
  if (state === 'expired') log.closed({ jobId, epoch: row.epoch, hop: 0 }, state);
  return true;
}
