import type { Reason } from '../job/reasons.ts';
import type { Work } from './work.ts';

type EndOfLife = Pick<Work, 'deadlineMs' | 'notAfterMs'>;

/** Past its lifetime, its time to live or its `notAfter`: why, or undefined while there is time. `nowMs` since 1970. */
export function tooLate(
  { deadlineMs, notAfterMs }: EndOfLife,
  nowMs: number,
): { readonly reason: Reason; readonly text: string } | undefined {
  if (notAfterMs !== undefined && nowMs >= notAfterMs) {
    return {
      reason: 'NotAfterPassed',
      text: `The mail was not sent before its notAfter, ${new Date(notAfterMs).toISOString()}.`,
    };
  }
  if (nowMs < deadlineMs) return undefined;
  return {
    reason: 'LifetimeOver',
    text: `The mail was not sent before the end of its life, ${new Date(deadlineMs).toISOString()}.`,
  };
}

/** End of the life of a job and its `notAfter`, whichever comes first, milliseconds since 1970. */
export const endOf = ({ deadlineMs, notAfterMs = deadlineMs }: EndOfLife) =>
  Math.min(deadlineMs, notAfterMs);
