import type { FieldRule } from '../invalidInput.ts';

/** What is kept of mails that were accepted. */
export interface StoreBehaviour {
  /** False: the mails without their bytes and hashes, for benchmarks; the inbox page then has only their headers. */
  readonly keepMime: boolean;
}

/** All of it. */
export const usualStore: StoreBehaviour = { keepMime: true };

/** What each field may be. */
export const storeFields: Readonly<Record<keyof StoreBehaviour, FieldRule>> = {
  keepMime: { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' },
};
