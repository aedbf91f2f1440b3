/**
 * Why one function cannot listen. As in the real host ("The 'x' function is in error"), the others go on.
 * A text for the user: what is wrong, and what to change.
 */
export interface Refusal {
  readonly refused: string;
}

/** A refusal with this text. */
export function refusal(text: string): Refusal {
  return { refused: text };
}

/** Tells a refusal from what would have been there instead. */
export function isRefusal(value: object | string): value is Refusal {
  return typeof value === 'object' && 'refused' in value;
}
