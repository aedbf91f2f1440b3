import { readdir, readFile } from 'node:fs/promises';
import { costOf } from './processCost.ts';

/** CPU milliseconds of each kind of process that a benchmark started; empty where the system cannot tell. */
export type CpuByRole = Readonly<Record<string, number>>;

/** What a process is for, by a part of its command line. */
const roles: readonly (readonly [part: string, role: string])[] = [
  ['azurite', 'Azurite'],
  ['local/servicebus/main.ts', 'Service Bus emulator'],
  ['local/graph/main.ts', 'Graph simulator'],
  ['local/host/main.ts', 'functions'],
  ['loopProcess.ts', 'loop'],
];

/** What this process and its children have cost so far: where the CPU of a whole run went. */
export async function cpuByRole(): Promise<CpuByRole> {
  if (process.platform !== 'linux') return {};
  const costs: Record<string, number> = { benchmark: ownCpuMs() };
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const role = await roleOf(pid).catch(() => undefined); // it may end meanwhile
    if (role === undefined) continue;
    const cost = await costOf(Number(pid)).catch(() => undefined);
    costs[role] = (costs[role] ?? 0) + (cost?.cpuMs ?? 0);
  }
  return costs;
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What was spent since, for one mail each. */
export function perMail(before: CpuByRole, after: CpuByRole, mailCount: number): CpuByRole {
  return Object.fromEntries(
    Object.entries(after).map(([role, cpuMs]) => [role, (cpuMs - (before[role] ?? 0)) / mailCount]),
  );
}

/** Undefined when the process is no child of this one, or none that is known. */
async function roleOf(pid: string): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(parent) !== process.pid) return undefined;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
  return roles.find(([part]) => commandLine.includes(part))?.[1];
}
