import { outsider } from '../diagnosis.ts';

/** Exchange refuses the identity at the mailbox outside of the group, as a scope does. */
export const refusedOutsider = (['sendMail', 'findMail'] as const).map((on) => ({
  on,
  answer: 403,
  mailbox: outsider.mail,
}));
