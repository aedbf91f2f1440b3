import type { OutgoingMessage } from '../job/message.ts';
import type { LedgerRow, State } from '../ledger/row.ts';
import type { Work } from './work.ts';

/** The states as people and other services see them: `held` is the final form of `uncertain`. */
export function shownState(state: State): Exclude<State, 'held'> {
  return state === 'held' ? 'uncertain' : state;
}

/**
 * The message that tells a producer what became of its job: JSON, version 1, at least once, always under the same
 * messageId for one outcome so that a queue with duplicate detection keeps one. Carries no part of the mail.
 */
export function outcomeMessage({ jobId, message }: Work, row: LedgerRow): OutgoingMessage {
  const { reason, text, code, messageId, epoch, doubt } = row;
  const state = shownState(row.state);
  const outcome = { v: 1, jobId, state, reason, text, code, messageId, doubt };
  return {
    body: Buffer.from(JSON.stringify(outcome)),
    contentType: 'application/json',
    messageId: `${jobId}~${epoch}.${state}`,
    ...(message.correlationId !== undefined && { correlationId: message.correlationId }),
    applicationProperties: { v: 1, jobId, state },
  };
}
