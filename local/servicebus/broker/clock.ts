/** The emulator's only source of time, so that a test can let hours pass in a moment. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs `action` once, as soon as `nowMs()` has reached `dueAtMs`, never before. Returns how to cancel it. */
  at(dueAtMs: number, action: () => void): () => void;
}

/** Node takes no longer delay: above it, it fires after one millisecond (Node's timers documentation). */
const longestDelayMs = 2_147_483_647;

/** The computer's clock. Its timers keep no process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  at(dueAtMs, action) {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const leftMs = Math.max(0, dueAtMs - Date.now());
      timer = setTimeout(check, Math.min(leftMs, longestDelayMs)).unref();
    };
    // A timer may fire a millisecond early, and the longest delay falls short of a far due date.
    const check = (): void => (Date.now() < dueAtMs ? wait() : action());
    wait();
    return () => clearTimeout(timer);
  },
};
