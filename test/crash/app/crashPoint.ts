import { writeSync } from 'node:fs';

/** The last words of a process that crashes on purpose; the name of the step follows. */
export const crashedAt = 'Crashed on purpose at step:';

/**
 * What a process calls at every step with its name. `order` says where it ends, as by `kill -9`: `<step>#<n>`, the n-th time
 * that step is reached (from 1). Without an order nothing happens. Throws for an order that cannot be read.
 */
export function crashPoint(order: string | undefined): (step: string) => void {
  if (order === undefined) return () => {};
  const [, wanted, occurrence] = /^(.+)#([1-9]\d*)$/.exec(order) ?? [];
  if (wanted === undefined) {
    throw new Error(
      `CRASH_AT is "${order}". Allowed: a step, "#" and how many times it is reached.`,
    );
  }
  let left = Number(occurrence);
  return (step) => {
    if (step !== wanted) return;
    left -= 1;
    if (left > 0) return;
    writeSync(process.stderr.fd, `${crashedAt} ${step}\n`); // on its way before the signal is
    process.kill(process.pid, 'SIGKILL');
  };
}
