import type { SendAnswer } from '../graph/answer.ts';
import type { VersionedRow } from '../ledger/row.ts';
import type { Turn, TurnEnd } from '../pacing/pacer.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import type { SendableMail } from './sendableMail.ts';
import { times } from './times.ts';
import type { Written } from './writeRow.ts';

/** What Graph said to a claimed attempt; or the row was another one, and nothing was asked. */
export type Asked =
  | { readonly kind: 'answered'; readonly claimed: VersionedRow; readonly answer: SendAnswer }
  | Extract<Written, { kind: 'changed' }>;

/**
 * Claims and asks Graph within a turn of the mailbox, and ends the turn whatever happens, before anything is recorded: the
 * next mail need not wait for our ledger. Throws `StoreUnavailable` when the claim could not be written; nothing was sent then.
 */
export async function askInTurn(
  turn: Turn,
  { clock, graph }: Pick<DeliverDeps, 'clock' | 'graph'>,
  { mailbox, mime }: SendableMail,
  claim: () => Promise<Written>,
): Promise<Asked> {
  const reservedAt = clock.monotonic();
  let end: TurnEnd = { kind: 'answered' };
  try {
    const claimed = await claim();
    if (claimed.kind === 'changed') return claimed;
    const mayStart = (await turn.mayStart()) && clock.monotonic() - reservedAt <= times.guardMs;
    const answer: SendAnswer = mayStart
      ? await graph.send({
          mailbox,
          mime,
          clientRequestId: claimed.version.row.claim,
          withinMs: times.httpDeadlineMs,
        })
      : { kind: 'waits', code: 'TurnPassed', retryAfterMs: undefined };
    end = endAfter(answer);
    return { kind: 'answered', claimed: claimed.version, answer };
  } finally {
    await turn.end(end);
  }
}

function endAfter(answer: SendAnswer): TurnEnd {
  switch (answer.kind) {
    case 'sent':
    case 'refused':
      return { kind: 'answered' };
    case 'waits': {
      const { throttled, code, retryAfterMs: forMs = times.throttledMs } = answer;
      return throttled ? { kind: 'throttled', forMs, code } : { kind: 'answered' };
    }
    case 'unknown':
      return { kind: 'noAnswer' };
    default:
      return answer satisfies never;
  }
}
