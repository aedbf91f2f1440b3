import { sha256 } from './jobId.ts';

/** What the id of one of our own copies says. */
export interface CopyNumber {
  /** Replays so far. */
  readonly epoch: number;
  /** Waits in this epoch. */
  readonly hop: number;
}

/**
 * The Message-Id of a copy: never used before by any message of any job, the same whoever makes the copy.
 * Starts with `~`, which no job id has. Reasons for each part: docs/design.md, section 3, and the protocol's counterexamples.
 */
export function copyId(jobId: string, content: string, { epoch, hop }: CopyNumber): string {
  return `~r${epoch}.${hop}:${sha256(`${jobId}\n${content}`).slice(0, 32)}`;
}

/** Whether a message id has the form of a copy's; only `copyId` tells whether it really is one. */
export function looksLikeCopyId(messageId: string): boolean {
  return messageId.startsWith('~');
}
