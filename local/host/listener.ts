/** One function that waits for its trigger. */
export interface Listener {
  /** What it waits for, in one line for people: `queue mail`, `POST /api/mail`. */
  readonly waitsFor: string;
  /** Begins to take work. */
  start(): Promise<void>;
  /** Takes no new work; resolves when what was running has ended and its result is out. */
  stop(): Promise<void>;
}
