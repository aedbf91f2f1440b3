import { type FieldRule, isWhole } from '../invalidInput.ts';

/** How a search sees a mailbox. Exchange files the copy of a mail some time after its 202, and may let nobody look. */
export interface SearchBehaviour {
  /** A mail is found so long after it was accepted, and absent before. */
  readonly visibleAfterMs: number;
  /** It then stands as a draft for so long, as a mail that Exchange delays for its rate, before it is a sent copy. */
  readonly draftForMs: number;
  /** `forbidden`: searches get 403 ErrorAccessDenied, as an identity with Mail.Send alone does; sending goes on. */
  readonly reading: 'allowed' | 'forbidden';
}

/** Copies that are there at once and can be read. */
export const usualSearch: SearchBehaviour = {
  visibleAfterMs: 0,
  draftForMs: 0,
  reading: 'allowed',
};

/** A week: longer than any job lives. */
const longestMs = 604_800_000;

const time: FieldRule = {
  allowed: `whole milliseconds from 0 to ${longestMs}`,
  accepts: isWhole(0, longestMs),
};

/** What each field may be. */
export const searchFields: Readonly<Record<keyof SearchBehaviour, FieldRule>> = {
  visibleAfterMs: time,
  draftForMs: time,
  reading: {
    allowed: '"allowed" or "forbidden"',
    accepts: (value) => value === 'allowed' || value === 'forbidden',
  },
};
