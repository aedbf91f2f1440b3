/** What an answer means: sent; not sent, try later; refused for good; an operator must act; nothing is proved. */
export type Conclusion = 'sent' | 'waits' | 'refused' | 'denied' | 'unknown';

/**
 * One row: for these statuses and these codes. `any`: whatever the code; `other`: no code, or none that the table names for
 * the status. `afterMs`: wait at least so long, in milliseconds. `throttles`: the whole mailbox waits, not this mail alone.
 */
export interface AnswerRule {
  readonly status: readonly (number | '2xx' | '3xx')[] | 'any';
  readonly codes: readonly string[] | 'any' | 'other';
  readonly means: Conclusion;
  readonly afterMs?: number;
  readonly throttles?: true;
}

const any = 'any';
const other = 'other';
/** Stands among the codes for an answer without one; no code of Graph is empty. */
const none = '';
const hourMs = 3_600_000;

/**
 * Graph's answers to `sendMail`: docs/reference/graph-mail.md, section 3; what a row does not say comes from there. The last row
 * is the named default: what we do not know may have been sent.
 */
export const answerTable: readonly AnswerRule[] = [
  // Obeying a Retry-After beside a 202 sent mails twice (msgraph-sdk-java#1487).
  { status: [202], codes: any, means: 'sent' },
  // 200 was seen for an over-large MIME that was never sent (microsoft-graph-docs#13979).
  { status: ['2xx', '3xx'], codes: any, means: 'unknown' },
  // Four answers 504, four mails delivered (Q&A 2286986).
  { status: [504], codes: any, means: 'unknown' },

  // The mailbox's day or hour is used up. Graph tells no time, so an hour at least.
  {
    status: any,
    codes: [
      'ErrorSubmissionQuotaExceeded',
      'ErrorExceededMessageLimit',
      'ErrorExceededMaxRecipientLimit',
      'ErrorExceededHourlyMessageLimit',
    ],
    means: 'waits',
    afterMs: hourMs,
    throttles: true,
  },
  // The mailbox is full: fails before anything is sent (outlook-things-to-know-about-send-mail.md).
  { status: any, codes: ['quotaLimitReached', 'ErrorQuotaExceeded'], means: 'denied' },
  // On-premises, or an application policy shuts us out (GD21 errors.md).
  { status: any, codes: ['extensionError'], means: 'denied' },
  // Account off, or mailbox wrongly set up (EWS responsecode.md).
  { status: any, codes: ['ErrorAccountDisabled', 'ErrorMailboxConfiguration'], means: 'denied' },

  // 400, whatever its code, is a malformed request (MG26 errors.md): not MIME, no recipients, over the mailbox's limit.
  { status: [400], codes: other, means: 'refused' },
  // Over Graph's 4 MB, or our own mistake (MG26 errors.md).
  { status: [405, 406, 411, 413, 415, 422, 501], codes: any, means: 'refused' },
  // "The request has not been applied" (RFC 9110, section 15.5.2): a token that ran out, or a right an operator must give.
  { status: [401], codes: other, means: 'waits' },
  // No right on the mailbox, From not its own, blocked for spam, no licence (MG26 errors.md).
  { status: [403], codes: other, means: 'denied' },
  // The draft went away while it was sent: it may have left already (EWS responsecode.md).
  { status: [404], codes: ['ErrorItemNotFound'], means: 'unknown' },
  // No such mailbox, none with a licence, or on-premises (KB 4462988).
  { status: [404], codes: other, means: 'denied' },
  // Somebody else worked on the same object: nothing was done (MG26 errors.md).
  {
    status: [409, 412, 423],
    codes: [
      'ErrorIrresolvableConflict',
      'Directory_ConcurrencyViolation',
      'ErrorStaleObject',
      'locked',
    ],
    means: 'waits',
  },
  // Throttled: "the requests fail" (MG26 throttling.md). Mail went out under a code that is not among these (Q&A 5629476).
  {
    status: [429],
    codes: [
      'ApplicationThrottled',
      'TooManyRequests',
      'activityLimitReached',
      'UnknownError',
      none,
    ],
    means: 'waits',
    throttles: true,
  },
  // Bandwidth cap: "can retry the request again" (MG26 errors.md).
  { status: [509], codes: any, means: 'waits', throttles: true },
  // Refused before the work began (EWS responsecode.md).
  {
    status: [500, 503],
    codes: [
      'ErrorServerBusy',
      'ErrorExceededConnectionCount',
      'ErrorInsufficientResources',
      'ErrorTooManyObjectsOpened',
      'ErrorConnectionFailed',
      'ErrorADUnavailable',
      'ErrorMailboxMoveInProgress',
    ],
    means: 'waits',
  },
  // "You can repeat the request after a delay" (MG26 errors.md).
  { status: [503], codes: ['ServiceUnavailable', 'serviceNotAvailable'], means: 'waits' },
  // Failures in mid-work (EWS responsecode.md). Named, since a more general code beside them must not decide.
  {
    status: [500, 503],
    codes: [
      'ErrorMailboxStoreUnavailable',
      'ErrorMailboxFailover',
      'ErrorTimeoutExpired',
      'ErrorADOperation',
      'ErrorInternalServerTransientError',
    ],
    means: 'unknown',
  },
  // Mail went out with UnknownError (Q&A 5629476).
  {
    status: [500],
    codes: ['ErrorInternalServerError', 'generalException', 'UnknownError'],
    means: 'unknown',
  },
  { status: any, codes: other, means: 'unknown' },
];

/**
 * The row for a status and Graph's codes, the most specific first. Apps should use the most specific code they understand
 * (MG26 errors.md), so the first code that a row names for the status decides, and of several such rows the first.
 */
export function ruleFor(status: number, codes: readonly string[]): AnswerRule {
  const rows = answerTable.filter((row) => covers(row, status));
  for (const code of codes.length > 0 ? codes : [none]) {
    const row = rows.find(
      (row) => row.codes === any || (row.codes !== other && row.codes.includes(code)),
    );
    if (row) return row;
  }
  const row = rows.find((row) => row.codes === other);
  if (row) return row;
  throw new Error('The answer table has no default row.');
}

function covers(row: AnswerRule, status: number): boolean {
  if (row.status === any) return true;
  const hundreds = `${Math.floor(status / 100)}xx`;
  return row.status.some((one) => one === status || one === hundreds);
}
