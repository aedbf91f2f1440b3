import type { FindingMeaning } from './meaning.ts';

/** The functions and their settings. */
export const appFindings = {
  SettingsRead: {
    about: 'settings',
    level: 'ok',
    means: 'The functions run and could read every setting.',
  },
  RecipientsLimited: {
    about: 'recipients',
    level: 'ok',
    means: 'RECIPIENTS_ALLOWED limits who gets mail. In production it is empty.',
  },
  RecipientsOpen: {
    about: 'recipients',
    level: 'ok',
    means:
      'RECIPIENTS_ALLOWED is empty: everybody may get mail. Set it wherever real people must not.',
  },
  CheckFailed: {
    about: 'doctor',
    level: 'problem',
    means: 'A check ended with a fault of its own, so it tells nothing.',
    mend: 'Run "mailchute doctor" again. If it stays, report it with the text behind this finding.',
  },
} as const satisfies Record<string, FindingMeaning>;
