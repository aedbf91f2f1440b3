import { readFile } from 'node:fs/promises';

/** What a process has cost so far. */
export interface ProcessCost {
  /** Of all its threads, in the kernel too. */
  readonly cpuMs: number;
  /** Highest resident memory since it started. */
  readonly peakMemoryMb: number;
}

/** Linux counts CPU time for user space in hundredths of a second on every architecture (USER_HZ). */
const msPerTick = 10;

/** What another process has cost; undefined where the system has no `/proc`: then it is not measured. */
export async function costOf(pid: number): Promise<ProcessCost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const [stat, status] = await Promise.all(
    ['stat', 'status'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
  );
  return readCost(stat ?? '', status ?? '');
}

/** Reads the texts of `/proc/<pid>/stat` and `/proc/<pid>/status`. The process's name may hold spaces and brackets. */
export function readCost(stat: string, status: string): ProcessCost {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[11], fields[12]]; // fields 14 and 15 of proc(5), of which two are cut off
  const [, peakKb] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return {
    cpuMs: (Number(user) + Number(system)) * msPerTick,
    peakMemoryMb: Number(peakKb) / 1024,
  };
}
