import { retryAfterMs } from '../retryAfter.ts';

/** What became of one read of the directory. `noAnswer` may be different next time; `refused` will not. */
export type DirectoryAnswer =
  | { readonly kind: 'found'; readonly body: unknown }
  | Refused
  | {
      readonly kind: 'noAnswer';
      readonly code: string;
      readonly retryAfterMs: number | undefined;
    };

/** Graph said no. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  /** Most specific first. */
  readonly codes: readonly string[];
}

/** Statuses after which the same read may succeed. Reads may be repeated after any of them, unlike sends. */
const passing: readonly number[] = [429, 500, 502, 503, 504, 509];

/** The meaning of an answer that is not 200. */
export function failedAnswer(
  status: number,
  codes: readonly string[],
  headers: Headers,
): DirectoryAnswer {
  if (!passing.includes(status)) return { kind: 'refused', status, codes };
  const code = codes[0] ?? `HTTP ${status}`;
  return { kind: 'noAnswer', code, retryAfterMs: retryAfterMs(headers) };
}

/** A 200 that is cut off, or was written by something in between. */
export const unreadableAnswer: DirectoryAnswer = {
  kind: 'noAnswer',
  code: 'UnreadableAnswer',
  retryAfterMs: undefined,
};
