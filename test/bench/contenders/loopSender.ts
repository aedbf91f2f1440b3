/** One try to send a mail: accepted, or how long to wait before the next try. */
export type LoopSender = (
  mailbox: string,
  mime: Buffer,
) => Promise<'accepted' | { readonly waitMs: number }>;

/** The pause before the next try when no answer says how long. */
export const usualWaitMs = 1000;
