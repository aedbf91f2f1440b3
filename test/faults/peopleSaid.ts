/** What people did that the invariant must know. */
export class PeopleSaid {
  /** The highest epoch of each job that was ordered. */
  readonly orderedEpochs = new Map<string, number>();
  readonly orderedSendAgain = new Set<string>();
  readonly saidSent = new Set<string>();
  readonly cancelled = new Set<string>();
}
