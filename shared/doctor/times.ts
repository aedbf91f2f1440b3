const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Every time of the doctor, with its reason. */
export const doctorTimes = {
  /** When the functions look for an order, as NCRONTAB: every minute, at a second when no other timer of ours fires. */
  pollSchedule: '40 * * * * *',
  /** An order that nobody took for so long is not taken any more: whoever gave it has left, and a probe sends a mail. */
  orderLifeMs: 4 * minuteMs,
  /** How long the command waits until its order is taken: two looks and a cold start. */
  takenWithinMs: 150 * secondMs,
  /** How long a run may take once the order is taken. Longer than the patience of a probe, shorter than `functionTimeout` in host.json. */
  runMs: 9 * minuteMs,
  /** How long one check may take, and a probe. The first is enough to read a group of 100,000; both end before the run has to. */
  checkMs: 3 * minuteMs,
  probeMs: 8 * minuteMs,
  /** How often the command looks for the answer. */
  answerPollMs: secondMs / 2,
  /** Longest wait for one answer of Storage, its client's own retries included. */
  storeAnswerMs: 15 * secondMs,
  /** Longest wait for one answer of Graph or Service Bus. */
  requestMs: 20 * secondMs,
  /** How often a probe looks for its mail: its answer in seconds is no finer than this. */
  probePollMs: 2 * secondMs,
  /** How long a probe looks for its mail. A tenant where it takes longer than this is not one to send again by. */
  probePatienceMs: 5 * minuteMs,
  /** How much longer it then waits for the mail to arrive. */
  arrivalMs: minuteMs,
} as const;

/** From where on something is told, with its reason. */
export const doctorLimits = {
  /** A clock that is set by the network is within a second; a minute is a clock that nobody sets. */
  clockWarningMs: minuteMs,
  /** Kerberos and Entra bear 5 minutes, and so does our search for a mail in doubt. */
  clockProblemMs: 5 * minuteMs,
  /** Items in one folder: 90 % of 1,000,000, the most that Exchange Online takes (its page of limits). */
  sentItems: 900_000,
  /** Bytes in one folder: 80 % of 50 GB, the smallest mailbox that sends for a business (the same page). */
  sentItemsBytes: 40 * 1024 ** 3,
  /** Characters of one detail: a text of Graph or of the store may be long, and all of them are one field of a table. */
  detailCharacters: 500,
} as const;
