import { findings as meanings } from '../../shared/doctor/findings.ts';
import type { OrderWish } from '../../shared/doctor/order.ts';
import { addressKey } from '../../shared/senders/addressKey.ts';
import { optionsOnly } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { stillWorking } from '../stillWorking.ts';
import { UsageError } from '../usageError.ts';
import { diagnose } from './diagnose.ts';
import { findingLines, findingViews } from './toldFindings.ts';

/**
 * `mailchute doctor [--allowed A] [--forbidden B] | --probe C`: what this machine sees, then what the functions see. Exit code 1
 * when there is a problem, 3 when the functions gave no answer.
 */
export async function doctor(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { json, ...options } = optionsOnly(args, {
    allowed: { type: 'string' },
    forbidden: { type: 'string' },
    probe: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const wish = readWish(options);
  const stores = connection.stores();
  const startedAtMs = Date.now();
  const { findings, answered } = await stillWorking(
    () => `Waiting for the functions, ${Math.round((Date.now() - startedAtMs) / 1000)} s so far.`,
    diagnose(wish, stores),
  );
  console.log(
    json
      ? JSON.stringify({ answered, findings: findingViews(findings) })
      : findingLines(findings).join('\n'),
  );
  if (!answered) return exitCodes.unreachable;
  const bad = findings.some(({ code }) => meanings[code].level === 'problem');
  return bad ? exitCodes.no : exitCodes.ok;
}

type Options = Readonly<Partial<Record<keyof OrderWish, string>>>;

function readWish(options: Options): OrderWish {
  if (options.probe !== undefined && (options.allowed ?? options.forbidden) !== undefined) {
    throw new UsageError('--probe examines nothing else: leave out --allowed and --forbidden.');
  }
  const wish: Record<string, string> = {};
  for (const name of ['allowed', 'forbidden', 'probe'] as const) {
    const text = options[name];
    if (text === undefined) continue;
    const address = addressKey(text);
    if (address === undefined) {
      throw new UsageError(
        `--${name} is "${text}". Give one address, such as noreply@contoso.com.`,
      );
    }
    wish[name] = address;
  }
  return wish;
}
