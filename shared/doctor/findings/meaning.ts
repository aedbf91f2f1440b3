/** How much a finding matters. `notChecked`: nothing is wrong as far as is known, because nobody could look. */
export type FindingLevel = 'ok' | 'warning' | 'problem' | 'notChecked';

/** What a finding means. */
export type FindingMeaning = {
  /** What was looked at, in a word or two. */
  readonly about: string;
  /** For people, in a sentence or two. */
  readonly means: string;
} & (
  | { readonly level: 'ok' }
  | {
      readonly level: Exclude<FindingLevel, 'ok'>;
      /** The command, or the step in a portal, that mends it. What is in capitals is to be filled in. */
      readonly mend: string;
    }
);
