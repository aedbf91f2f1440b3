import { cpus, totalmem } from 'node:os';

/** The machine that figures were measured on, in a line. */
export function machine(): string {
  const [cpu] = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${cpu?.model ?? 'unknown processor'}, ${memoryGb} GB, Node ${process.versions.node}`;
}
