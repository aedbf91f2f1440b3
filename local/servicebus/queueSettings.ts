import { readFileSync } from 'node:fs';

/** The settings of one queue, named after Azure's, with their units. */
export interface QueueSettings {
  readonly lockDurationMs: number;
  readonly maxDeliveryCount: number;
  /** null: no duplicate detection. */
  readonly duplicateDetectionWindowMs: number | null;
  readonly deadLetterOnExpiration: boolean;
  /** null: messages without a time to live stay for ever. */
  readonly defaultTimeToLiveMs: number | null;
  /** Of the whole encoded message, properties included. */
  readonly maxMessageSizeBytes: number;
}

/** Queues by name. What a queue leaves out is as Azure makes it by default, on the Standard tier. */
export type QueuesFile = Readonly<Record<string, Partial<QueueSettings>>>;

/** A settings file, or a `queues` option, that does not hold. */
export class QueueSettingsError extends Error {
  override readonly name = 'QueueSettingsError';
}

/** Azure's defaults: lock, count and detection of a new queue; 256 KB per message on the Standard tier. */
const defaults: QueueSettings = {
  lockDurationMs: 60_000,
  maxDeliveryCount: 10,
  duplicateDetectionWindowMs: null,
  deadLetterOnExpiration: false,
  defaultTimeToLiveMs: null,
  maxMessageSizeBytes: 262_144,
};

const wholeNumber = (min: number, max: number, none?: null): Rule => ({
  allowed: `a whole number from ${min} to ${max}${none === null ? ', or null for none' : ''}`,
  holds: (value) =>
    value === none || (Number.isInteger(value) && Number(value) >= min && Number(value) <= max),
});

interface Rule {
  readonly allowed: string;
  holds(value: unknown): boolean;
}

/** Upper bounds are Azure's. Its lower ones (5 s, 20 s) are not kept: tests need short times. */
const rules: Readonly<Record<keyof QueueSettings, Rule>> = {
  lockDurationMs: wholeNumber(1, 300_000),
  maxDeliveryCount: wholeNumber(1, 2_000),
  duplicateDetectionWindowMs: wholeNumber(1, 604_800_000, null),
  deadLetterOnExpiration: {
    allowed: 'true or false',
    holds: (value) => typeof value === 'boolean',
  },
  defaultTimeToLiveMs: wholeNumber(1, Number.MAX_SAFE_INTEGER, null),
  maxMessageSizeBytes: wholeNumber(1_024, 104_857_600),
};

/** Azure: up to 260 letters, digits, `.`, `_`, `-` and `/`, a letter or digit at both ends. */
const queueName = /^[a-z0-9](?:[a-z0-9._/-]{0,258}[a-z0-9])?$/i;

/** The repository's own queues. */
export const ownQueuesFile: URL = new URL('queues.json', import.meta.url);

/** Reads and checks a settings file. Throws QueueSettingsError. */
export function readQueuesFile(file: URL | string): Record<string, QueueSettings> {
  const shownAs = typeof file === 'string' ? file : file.pathname;
  try {
    return checkQueues(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new QueueSettingsError(`The queue settings in ${shownAs} do not hold. ${why}`, { cause });
  }
}

/** Checks settings and fills in the defaults. Throws QueueSettingsError. */
export function checkQueues(queues: unknown): Record<string, QueueSettings> {
  const checked = new Map<string, QueueSettings>();
  const taken = new Map<string, string>();
  for (const [name, settings] of entries(queues, 'The settings')) {
    if (!queueName.test(name)) {
      throw new QueueSettingsError(
        `The queue name "${name}" is not allowed. Allowed: up to 260 letters, digits, ".", "_", "-" and "/", with a letter or digit at both ends.`,
      );
    }
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) {
      throw new QueueSettingsError(
        `The queues "${other}" and "${name}" are the same: names are case-insensitive. Leave one out.`,
      );
    }
    taken.set(name.toLowerCase(), name);
    checked.set(name, checkQueue(name, settings));
  }
  return Object.fromEntries(checked);
}

function checkQueue(queue: string, settings: unknown): QueueSettings {
  const given = entries(settings, `The settings of queue "${queue}"`);
  for (const [name, value] of given) {
    if (!isSetting(name)) {
      throw new QueueSettingsError(
        `Queue "${queue}" has a setting "${name}". Allowed: ${Object.keys(rules).join(', ')}.`,
      );
    }
    if (!rules[name].holds(value)) {
      throw new QueueSettingsError(
        `Queue "${queue}": ${name} is ${JSON.stringify(value)}. Allowed: ${rules[name].allowed}.`,
      );
    }
  }
  return { ...defaults, ...Object.fromEntries(given) };
}

const isSetting = (name: string): name is keyof QueueSettings => Object.hasOwn(rules, name);

function entries(value: unknown, what: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new QueueSettingsError(`${what} are ${JSON.stringify(value)}. Allowed: an object.`);
  }
  return Object.entries(value);
}
