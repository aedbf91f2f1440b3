/**
 * Every step at which a functions process is killed, in the order in which a job can meet them. Those in `watchedSteps` are
 * seen from outside; all others are steps of the process itself (app/crashingRuntime.ts).
 */
export const steps = [
  'received',
  'sweeper received',
  'before reading the claim check',
  'after reading the claim check',
  'before ledger sending',
  'after ledger sending',
  'after the guard',
  'request written',
  'mail accepted',
  'answered',
  'before ledger sent',
  'after ledger sent',
  'before ledger queued',
  'after ledger queued',
  'before ledger uncertain',
  'after ledger uncertain',
  'before writing a claim check',
  'after writing a claim check',
  'before scheduling',
  'after scheduling',
  'before search',
  'after search',
  'before ledger failed',
  'after ledger failed',
  'before ledger held',
  'after ledger held',
  'before ledger expired',
  'after ledger expired',
  'before parking',
  'after parking',
  'before listing',
  'after listing',
  'before outcome',
  'after outcome',
  'before removing the claim check',
  'after removing the claim check',
  'returned',
  'sweeper returned',
  'completed',
] as const;

/** The name of a step. */
export type Step = (typeof steps)[number];

/**
 * Steps that no process can tell of itself: the request has arrived at Graph, which accepts the mail when its sender is dead;
 * Graph has accepted it and its answer never comes; the queue has let go of the message.
 */
export const watchedSteps = ['request written', 'mail accepted', 'completed'] as const;

/** The name of a step that is seen from outside. */
export type WatchedStep = (typeof watchedSteps)[number];

/** Whether a step is seen from outside. */
export function isWatched(step: Step): step is WatchedStep {
  return watchedSteps.some((watched) => watched === step);
}
