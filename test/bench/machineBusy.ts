import { cpus } from 'node:os';

/** Starts to watch all processors. The result tells which share of them was busy since, with whatever ran on the machine. */
export function watchMachine(): () => number {
  const before = spent();
  return () => {
    const after = spent();
    return 1 - (after.idleMs - before.idleMs) / (after.allMs - before.allMs);
  };
}

function spent(): { readonly idleMs: number; readonly allMs: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (read: (one: (typeof times)[number]) => number) =>
    times.reduce((total, one) => total + read(one), 0);
  return {
    idleMs: sum(({ idle }) => idle),
    allMs: sum((one) => one.user + one.nice + one.sys + one.idle + one.irq),
  };
}
