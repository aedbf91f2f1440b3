import type { Reason } from '../job/reasons.ts';

/**
 * What Graph's answer to a send means for the mail. `waits` is proof that it was not sent; `refused` is that too, and for
 * good; `unknown` proves nothing.
 */
export type SendAnswer =
  | { readonly kind: 'sent'; readonly requestId: string | undefined }
  | {
      readonly kind: 'waits';
      readonly code: string;
      readonly retryAfterMs: number | undefined;
      /** The mailbox has had enough: none of its mails may go meanwhile. */
      readonly throttled?: true;
    }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly reason: Reason;
      readonly text: string;
    }
  | { readonly kind: 'unknown'; readonly code: string };
