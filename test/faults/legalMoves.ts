import type { LedgerRow, State } from '../../shared/ledger/row.ts';

/**
 * The legal transitions as docs/protocol.md, section 4, lists them: written down a second time, so that a wrong change of the
 * engine's own list is found too.
 */
const moves: Readonly<Record<State | 'none', string>> = {
  none: 'queued sending failed cancelled expired held',
  queued: 'sending failed cancelled expired held sent',
  sending: 'queued uncertain failed expired held sent',
  uncertain: 'queued sending failed expired held sent',
  held: 'uncertain sending sent',
  failed: 'sending expired sent',
  cancelled: 'sent',
  expired: 'sent',
  sent: '',
};

const doubts = ['none', 'absent', 'unproved'];

/** Why one write of a row is against the protocol, or undefined. */
export function illegalMove(before: LedgerRow | undefined, after: LedgerRow): string | undefined {
  const from = before?.state ?? 'none';
  const isLegal = moves[from].split(' ').includes(after.state) || staysFinal(before, after);
  if (!isLegal) return `${from} -> ${after.state}`;
  if (!before) return undefined;
  if (after.epoch < before.epoch) return `epoch ${before.epoch} -> ${after.epoch}`;
  if (doubts.indexOf(after.doubt) < doubts.indexOf(before.doubt))
    return `doubt ${before.doubt} -> ${after.doubt}`;
  return undefined;
}

/** `failed` and `held` may be written again: by the next replay, or when a person discards the body. */
function staysFinal(before: LedgerRow | undefined, after: LedgerRow): boolean {
  if (!before || before.state !== after.state) return false;
  if (after.state !== 'failed' && after.state !== 'held') return false;
  const isDiscarded = after.epoch === before.epoch && after.discardedAtMs !== undefined;
  return after.epoch === before.epoch + 1 || isDiscarded;
}
