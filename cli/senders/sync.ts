import { optionsOnly } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import type { ExitCode } from '../exitCodes.ts';
import { stillWorking } from '../stillWorking.ts';
import { UsageError } from '../usageError.ts';
import { toldOutcome } from './outcomeText.ts';

/**
 * `mailchute senders sync [--force] [--dry-run]`: reads the whole group now, with the rights of the person at the keyboard, and
 * makes the list equal to it. Exit code 1 when it was refused or another run holds the list, 3 when Entra did not answer.
 */
export async function sync(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const options = optionsOnly(args, {
    force: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const { mode } = connection.senderConfig();
  if (mode !== 'group') {
    throw new UsageError(
      `SENDER_MODE is ${mode}: there is no group to read and nothing to sync. Only SENDER_MODE group keeps a list.`,
    );
  }
  const wish = { full: true, force: options.force, dryRun: options['dry-run'] };
  const startedAtMs = Date.now();
  const outcome = await stillWorking(
    () => `Reading the group, ${Math.round((Date.now() - startedAtMs) / 1000)} s so far.`,
    connection.senderTools().sync(wish),
  );
  const { lines, view, exitCode } = toldOutcome(outcome, wish);
  console.log(options.json ? JSON.stringify(view) : lines.join('\n'));
  return exitCode;
}
