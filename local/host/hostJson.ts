import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { StartError } from './startError.ts';
import { timeSpanMs } from './timeSpan.ts';

/**
 * What this host obeys of host.json. Times in milliseconds, `Infinity` = without end.
 * `prefetchCount` is not obeyed: the JavaScript client takes no message ahead (the recommended 0).
 */
export interface HostJson {
  readonly functionTimeoutMs: number;
  readonly maxConcurrentCalls: number;
  readonly maxAutoLockRenewalMs: number;
  readonly autoCompleteMessages: boolean;
  readonly routePrefix: string;
}

/** What the real host takes when host.json is silent: ServiceBusOptions.cs, functions-scale.md (Flex Consumption), HttpOptions.cs. */
const defaults: HostJson = {
  functionTimeoutMs: 30 * 60_000,
  maxConcurrentCalls: 16 * availableParallelism(),
  maxAutoLockRenewalMs: 5 * 60_000,
  autoCompleteMessages: true,
  routePrefix: 'api',
};

/** Reads `host.json` in the app's folder. Throws {@link StartError} when it is missing, no JSON, or a value is wrong. */
export async function readHostJson(root: string): Promise<HostJson> {
  const file = join(root, 'host.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartError(
      `There is no ${file}. A function app has one; {"version":"2.0"} is enough.`,
      { cause },
    );
  });
  return parseHostJson(text, file);
}

/** The part of {@link readHostJson} after the file was read; `file` is only named in errors. */
export function parseHostJson(text: string, file: string): HostJson {
  const value = valueReader(text, file);
  const version = value('version');
  if (version !== '2.0') throw wrong(file, 'version', version, '"2.0"');

  const serviceBus = 'extensions.serviceBus';
  const number = (path: string, least: number): number | undefined => {
    const found = value(path);
    if (found === undefined || (Number.isInteger(found) && Number(found) >= least))
      return found as number | undefined;
    throw wrong(file, path, found, `a whole number from ${least}`);
  };
  const time = (path: string): number | undefined => {
    const found = value(path);
    if (found === undefined) return undefined;
    // "-1" for the timeout and any negative time span for the lock renewal mean: without end.
    const ms = found === '-1' ? -1 : typeof found === 'string' ? timeSpanMs(found) : undefined;
    if (ms === undefined) throw wrong(file, path, found, 'a time span such as "00:05:00"');
    return ms < 0 ? Number.POSITIVE_INFINITY : ms;
  };
  const autoComplete = value(`${serviceBus}.autoCompleteMessages`) ?? defaults.autoCompleteMessages;
  if (typeof autoComplete !== 'boolean') {
    throw wrong(file, `${serviceBus}.autoCompleteMessages`, autoComplete, 'true or false');
  }
  const routePrefix = value('extensions.http.routePrefix') ?? defaults.routePrefix;
  if (typeof routePrefix !== 'string') {
    throw wrong(file, 'extensions.http.routePrefix', routePrefix, 'a text such as "api", or ""');
  }
  return {
    functionTimeoutMs: time('functionTimeout') ?? defaults.functionTimeoutMs,
    maxConcurrentCalls:
      number(`${serviceBus}.maxConcurrentCalls`, 1) ?? defaults.maxConcurrentCalls,
    maxAutoLockRenewalMs:
      time(`${serviceBus}.maxAutoLockRenewalDuration`) ?? defaults.maxAutoLockRenewalMs,
    autoCompleteMessages: autoComplete,
    routePrefix,
  };
}

function valueReader(text: string, file: string): (path: string) => unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new StartError(`${file} is no JSON: ${(cause as Error).message}`, { cause });
  }
  return (path) =>
    path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), json);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function wrong(file: string, path: string, found: unknown, allowed: string): StartError {
  return new StartError(`${file}: "${path}" is ${JSON.stringify(found)}. Allowed: ${allowed}.`);
}
