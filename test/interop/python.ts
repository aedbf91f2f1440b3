import { spawnSync } from 'node:child_process';

const asked = process.env['MAILCHUTE_PYTHON'] || undefined;

/** The interpreter to run Python's producer with. */
export const python = asked ?? 'python3';

/** Why the Python client cannot be tried here. Whoever sets MAILCHUTE_PYTHON wants a failure instead. */
export function whyNoPython(): string | undefined {
  if (asked !== undefined) return undefined;
  const run = spawnSync(python, ['-c', 'import azure.servicebus']);
  if (run.error) return `no ${python} on this machine`;
  return run.status === 0 ? undefined : `${python} has no package azure-servicebus`;
}
