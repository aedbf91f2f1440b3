import type { State } from '../ledger/row.ts';

/** What a message is to the row it wakes: of the row's own epoch, the order of its next replay, or either as a dead letter. */
export type Kind = 'wakeUp' | 'deadLetter' | 'replay' | 'deadReplay' | 'earlier' | 'later';

/** What a row of the table may ask. Each is a fact about the job at this moment. */
export type Condition =
  /** The row was made for other bytes, mailbox, recipients or action. */
  | 'otherContent'
  /** No row, although the message is so old, or of such an epoch, that there must have been one. */
  | 'gone'
  /** Past the end of life or `notAfter`. */
  | 'late'
  /** The contract, the MIME, the sender: something says that this can never be sent. */
  | 'broken'
  /** The row's `due` or the pacer says later. */
  | 'notItsTurn'
  /** In `sending` for less than an attempt can last. */
  | 'young'
  /** An attempt stands that nobody disproved, and absence proves nothing here. */
  | 'cannotLook'
  /** A person gave the job up after the replay was ordered. */
  | 'discarded'
  /** A person ordered that a held job be sent again whatever became of it, and there is time for it. */
  | 'sendAgain';

/** What a worker does next. */
export type Step =
  | 'parkBeside'
  | 'hold'
  | 'expire'
  | 'giveUp'
  | 'fail'
  | 'putBack'
  | 'claim'
  /** Claim, with the doubt `unproved` in the row. */
  | 'claimUnproved'
  | 'doubt'
  | 'reconcile'
  | 'reopen'
  | 'finish'
  | 'parkAgain'
  | 'drop'
  | 'impossible';

/** One row: what the ledger says, what the message is, what must be true, what to do. */
export type Rule = readonly [
  row: State | 'none' | 'any',
  kind: Kind | 'any',
  when: Condition | 'always',
  then: Step,
];

/**
 * The table of the protocol (docs/protocol.md, section 4): the first row that fits decides. Checked state by state by the
 * model; change a row only together with it.
 */
export const table: readonly Rule[] = [
  ['none', 'any', 'gone', 'hold'],
  ['none', 'any', 'late', 'expire'],
  ['none', 'deadLetter', 'always', 'giveUp'],
  ['none', 'any', 'broken', 'fail'],
  ['none', 'any', 'notItsTurn', 'putBack'],
  ['none', 'any', 'always', 'claim'],

  ['any', 'any', 'otherContent', 'parkBeside'],
  ['any', 'earlier', 'always', 'drop'],
  // Ordered before the row was purged and made anew: whoever made it anew has its own message.
  ['any', 'replay', 'gone', 'drop'],
  ['any', 'deadReplay', 'gone', 'drop'],
  ['any', 'later', 'gone', 'drop'],

  ['queued', 'replay', 'always', 'impossible'],
  ['queued', 'deadReplay', 'always', 'impossible'],
  ['queued', 'any', 'late', 'expire'],
  ['queued', 'deadLetter', 'always', 'giveUp'],
  ['queued', 'wakeUp', 'broken', 'fail'],
  ['queued', 'wakeUp', 'notItsTurn', 'putBack'],
  ['queued', 'wakeUp', 'always', 'claim'],

  ['sending', 'replay', 'always', 'impossible'],
  ['sending', 'deadReplay', 'always', 'impossible'],
  ['sending', 'any', 'young', 'putBack'],
  ['sending', 'any', 'always', 'doubt'],

  ['uncertain', 'replay', 'always', 'impossible'],
  ['uncertain', 'deadReplay', 'always', 'impossible'],
  ['uncertain', 'deadLetter', 'always', 'hold'],
  ['uncertain', 'wakeUp', 'always', 'reconcile'],

  ['failed', 'wakeUp', 'always', 'parkAgain'],
  ['failed', 'deadLetter', 'always', 'parkAgain'],
  ['failed', 'deadReplay', 'always', 'giveUp'],
  ['failed', 'replay', 'discarded', 'drop'],
  ['failed', 'replay', 'late', 'expire'],
  ['failed', 'replay', 'broken', 'fail'],
  ['failed', 'replay', 'notItsTurn', 'putBack'],
  ['failed', 'replay', 'always', 'claim'],

  ['held', 'wakeUp', 'always', 'parkAgain'],
  ['held', 'deadLetter', 'always', 'parkAgain'],
  ['held', 'deadReplay', 'always', 'hold'],
  ['held', 'replay', 'discarded', 'drop'],
  ['held', 'replay', 'sendAgain', 'claimUnproved'],
  ['held', 'replay', 'cannotLook', 'hold'],
  ['held', 'replay', 'always', 'reopen'],

  ['sent', 'any', 'always', 'finish'],
  ['cancelled', 'any', 'always', 'finish'],
  ['expired', 'any', 'always', 'finish'],
];

/** What holds for one job and one message now. */
export interface Situation {
  readonly row: State | 'none';
  readonly kind: Kind;
  readonly facts: ReadonlySet<Condition>;
}

/** What to do next. */
export function nextStep({ row, kind, facts }: Situation): Step {
  const rule = table.find(
    ([rowIs, kindIs, when]) =>
      (rowIs === 'any' || rowIs === row) &&
      (kindIs === 'any' || kindIs === kind) &&
      (when === 'always' || facts.has(when)),
  );
  return rule?.[3] ?? 'impossible';
}
