import { isLimit, type Limits, mostMessagesPerMinute } from '../../shared/pacing/limits.ts';
import type { LimitChanges } from '../../shared/pacing/pacingAdmin.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';
import { readArguments } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';
import { durationText } from './forecast.ts';
import { mailboxView } from './mailboxView.ts';
import { mailboxCalled } from './target.ts';

/** The options by the limits that they set, with the size of one of each. */
const limitOptions = [
  { option: 'per-minute', limit: 'messagesPerMinute', unit: 1, means: 'mails a minute' },
  { option: 'in-flight', limit: 'inFlight', unit: 1, means: 'requests in flight' },
  { option: 'recipients-per-day', limit: 'recipientsPerDay', unit: 1, means: 'recipients a day' },
  { option: 'upload-mb', limit: 'uploadBytesPer5Min', unit: 1_000_000, means: 'MB in 5 min' },
] as const;

/** `mailchute mailboxes limit ADDRESS ...`: limits of one mailbox that differ from the deployment's. */
export async function limit(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { value: name, options } = readArguments(args, 'ADDRESS', {
    'per-minute': { type: 'string' },
    'in-flight': { type: 'string' },
    'recipients-per-day': { type: 'string' },
    'upload-mb': { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const changes = readChanges(options);
  const target = await mailboxCalled(name, connection.stores);
  const admin = connection.pacing();
  await admin.setLimits(target.mailbox, changes);
  const view = await admin.read(target.mailbox);
  if (options.json) {
    console.log(JSON.stringify(mailboxView(target.name, view)));
  } else {
    const limits = limitOptions.map((one) => limitText(one, view.limits)).join(', ');
    console.log(`${target.name}: ${limits}.`);
    console.log(
      `Every instance that sends for it sees this within ${durationText(pacingTimes.blindMs)}.`,
    );
  }
  return exitCodes.ok;
}

function limitText({ limit: name, unit, means }: (typeof limitOptions)[number], limits: Limits) {
  const value = limits[name];
  return value === undefined
    ? `any number of ${means}`
    : `${(value / unit).toLocaleString('en')} ${means}`;
}

function readChanges(
  options: {
    readonly [Option in (typeof limitOptions)[number]['option']]?: string | undefined;
  },
): LimitChanges {
  const given = limitOptions.filter(({ option }) => options[option] !== undefined);
  if (given.length === 0) {
    const names = limitOptions.map(({ option }) => `--${option}`);
    throw new UsageError(`Give at least one of ${names.join(', ')}.`);
  }
  return Object.fromEntries(
    given.map((one) => [one.limit, readChange(one, options[one.option] ?? '')]),
  );
}

function readChange({ option, limit: name, unit }: (typeof limitOptions)[number], text: string) {
  if (text === 'none' || text === 'default') return text;
  const value = /^\d+$/.test(text) ? Number(text) * unit : 0;
  if (isLimit(name, value)) return value;
  const most = name === 'messagesPerMinute' ? ` to ${mostMessagesPerMinute}` : '';
  throw new UsageError(
    `--${option} is "${text}". Allowed: whole numbers from 1${most}; none: no limit; default: as the deployment.`,
  );
}
