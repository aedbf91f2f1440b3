/** Numbers that bound what is shown to a person. `--json` has everything. */
export const shownLimits = {
  /** Mailboxes in a difference: two screens. */
  differences: 100,
  /** Addresses that came or went of one mailbox: one line. */
  addresses: 5,
  /** Run reports: one screen. */
  reports: 20,
  /** Run reports in which the newest full read is looked for: the timer makes at most 60 an hour, and a full read every hour. */
  reportsLookedAt: 100,
} as const;
