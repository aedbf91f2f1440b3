/** What a mailbox may do, over all instances. Undefined: no limit. */
export interface Limits {
  readonly messagesPerMinute: number | undefined;
  /** Requests at the same time. */
  readonly inFlight: number | undefined;
  readonly recipientsPerDay: number | undefined;
  readonly uploadBytesPer5Min: number | undefined;
}

/** What differs from the deployment's limits for one mailbox; `none` lifts a limit, a missing one is the deployment's. */
export type OwnLimits = { readonly [Name in keyof Limits]?: number | 'none' };

/** The names of the limits, as the row and people's commands have them. */
export const limitNames = [
  'messagesPerMinute',
  'inFlight',
  'recipientsPerDay',
  'uploadBytesPer5Min',
] as const satisfies readonly (keyof Limits)[];

/** The starts of a whole minute are kept in one text of the row, which the store limits to 32,768 characters. */
export const mostMessagesPerMinute = 3000;

/** Whether a number can be a limit. */
export function isLimit(name: keyof Limits, value: number): boolean {
  const isInRow = name !== 'messagesPerMinute' || value <= mostMessagesPerMinute;
  return Number.isSafeInteger(value) && value >= 1 && isInRow;
}

/** The limits of one mailbox: the deployment's with its own in their place. */
export function limitsOf(deployment: Limits, own: OwnLimits): Limits {
  const limit = (name: keyof Limits) => {
    const value = own[name] ?? deployment[name];
    return value === 'none' ? undefined : value;
  };
  return {
    messagesPerMinute: limit('messagesPerMinute'),
    inFlight: limit('inFlight'),
    recipientsPerDay: limit('recipientsPerDay'),
    uploadBytesPer5Min: limit('uploadBytesPer5Min'),
  };
}
