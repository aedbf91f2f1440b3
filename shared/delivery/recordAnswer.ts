import type { SendAnswer } from '../graph/answer.ts';
import type { LedgerRow, State, VersionedRow } from '../ledger/row.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { ended } from './closeJob.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import { ladderMs } from './ladder.ts';
import { nextRow, type RowChange } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/**
 * Records what the worker of an attempt learned, before the table is asked again. A 202 overrules whatever the row says;
 * everything else counts only while the row still carries this attempt's claim. While the store is down it is tried until
 * the lock's end; what could not be recorded by then is found as `sending` and reconciled.
 */
export async function recordAnswer(
  work: Work,
  claimed: VersionedRow,
  answer: SendAnswer,
  deps: DeliverDeps,
): Promise<Progress> {
  let current = claimed;
  for (;;) {
    const next = nextRow(work, '', current.row, changeAfter(answer, work, current.row, deps));
    const written = await untilStoreAnswers(work, claimed.row, answer, deps, () =>
      writeRow(work.jobId, current, next, deps.ledger),
    );
    if (written.kind === 'written') {
      return progressAfter(answer, work, current.row.state, written.version.row, deps);
    }
    const { found } = written;
    if (!found) throw new Error('The record of a job vanished while it was sent.');
    if (!counts(answer, found.row, claimed.row.claim)) return written;
    current = found;
  }
}

/** Whether what was learned still decides over the row as it is now. */
function counts({ kind }: SendAnswer, row: LedgerRow, claim: string): boolean {
  if (kind === 'sent') return row.state !== 'sent';
  if (row.claim !== claim) return false;
  return row.state === 'sending' || (row.state === 'uncertain' && kind !== 'unknown');
}

function changeAfter(
  answer: SendAnswer,
  work: Work,
  row: LedgerRow,
  { clock }: DeliverDeps,
): RowChange {
  switch (answer.kind) {
    case 'sent':
      return { state: 'sent', requestId: answer.requestId, reason: undefined, text: undefined };
    case 'waits': {
      const late = tooLate(work, clock.now());
      if (late) return { state: 'expired', code: answer.code, ...late };
      const waitMs = answer.retryAfterMs ?? ladderMs(row.attempts - 1, clock.random());
      return { state: 'queued', dueMs: clock.now() + waitMs, code: answer.code };
    }
    case 'refused':
      return { state: 'failed', reason: answer.reason, code: answer.code, text: answer.text };
    case 'unknown':
      return { state: 'uncertain', code: answer.code };
    default:
      return answer satisfies never;
  }
}

function progressAfter(
  answer: SendAnswer,
  work: Work,
  before: State,
  row: LedgerRow,
  { clock, log }: DeliverDeps,
): Progress {
  const mark = { ...attemptOf(row), answer: answer.kind === 'sent' ? row.requestId : row.code };
  if (row.state === 'sent') log.sent(work, mark);
  if (row.state === 'uncertain') {
    log.uncertain(work, mark);
    return { kind: 'putBack', atMs: clock.now() + times.pollsMs[0], why: 'Uncertain' };
  }
  if (row.state === 'queued') {
    return { kind: 'putBack', atMs: row.dueMs ?? clock.now(), why: row.code ?? 'NotSent' };
  }
  return ended(row, before);
}

const attemptOf = ({ claim, mailbox, messageId }: LedgerRow) => ({ claim, mailbox, messageId });

async function untilStoreAnswers<T>(
  work: Work,
  claimed: LedgerRow,
  answer: SendAnswer,
  { clock, log }: DeliverDeps,
  write: () => Promise<T>,
): Promise<T> {
  const giveUpAt = clock.monotonic() + times.recordWithinMs;
  for (let tries = 0; ; tries++) {
    try {
      return await write();
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) throw fault;
      if (clock.monotonic() > giveUpAt) {
        if (answer.kind === 'sent') {
          log.sentNotRecorded(work, { ...attemptOf(claimed), answer: answer.requestId }, fault);
        }
        throw fault;
      }
      await clock.sleep(Math.min(1000 * 2 ** tries, times.recordPauseMs));
    }
  }
}
