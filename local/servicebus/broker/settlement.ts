import type { RawEntry } from '../codec/rawMap.ts';

/** How a receiver ends its lock on a message. `properties` overwrite the message's own. */
export type Settlement =
  | { readonly kind: 'complete' }
  /** Given back without counting as a failed delivery. */
  | { readonly kind: 'release' }
  | { readonly kind: 'abandon'; readonly properties: readonly RawEntry[] }
  | { readonly kind: 'defer'; readonly properties: readonly RawEntry[] }
  | {
      readonly kind: 'deadLetter';
      readonly properties: readonly RawEntry[];
      readonly reason: string | undefined;
      readonly description: string | undefined;
    };
