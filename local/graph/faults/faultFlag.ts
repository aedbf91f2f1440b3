import { InvalidInput } from '../invalidInput.ts';
import { type FaultRule, readFaultRule } from './faultRule.ts';

interface NamedFault {
  readonly rule: Omit<FaultRule, 'on'>;
  /** Options that only this fault takes. */
  readonly options: readonly string[];
}

/** The faults by name, as the command line and people speak of them. */
const namedFaults: Readonly<Record<string, NamedFault>> = {
  throttle: { rule: { answer: 429, retryAfterSeconds: 1 }, options: ['retry-after', 'code'] },
  '504-after-accept': { rule: { answer: 504, accept: true }, options: [] },
  'reset-after-accept': { rule: { answer: 'reset', accept: true }, options: [] },
  'late-accept': { rule: { answer: 504, acceptAfterMs: 5000 }, options: ['accept-after-ms'] },
  'never-answer': { rule: { answer: 'never' }, options: ['accept', 'accept-after-ms'] },
  nothing: { rule: { answer: 'nothing' }, options: [] },
  slow: { rule: { answer: 'as-usual', delayMs: 1000 }, options: ['delay-ms'] },
};

/** `on` is `sendMail` when it is left out. */
const commonOptions = ['on', 'times', 'rate', 'seed', 'mailbox', 'on-page'];

const fieldOf: Readonly<Record<string, keyof FaultRule>> = {
  'retry-after': 'retryAfterSeconds',
  'delay-ms': 'delayMs',
  'accept-after-ms': 'acceptAfterMs',
  'on-page': 'onPage',
};

/** How a fault is written on the command line, for help and error texts. */
export const faultFlagHelp = Object.entries(namedFaults)
  .map(([name, { options }]) => [name, options.map((option) => `${option}=`).join(',')])
  .map(([name, options]) => (options ? `${name}:${options}` : name))
  .join(' | ');

/**
 * Reads a fault such as `throttle:retry-after=2,times=3`.
 * @throws InvalidInput naming the fault or option that is unknown or has a wrong value
 */
export function readFaultFlag(flag: string): FaultRule {
  const [name = '', ...rest] = flag.split(':');
  const fault = Object.hasOwn(namedFaults, name) ? namedFaults[name] : undefined;
  if (fault === undefined) {
    throw new InvalidInput(
      `--fault "${flag}": there is no fault "${name}". Faults: ${faultFlagHelp}; each also takes ${commonOptions.join('=, ')}=.`,
    );
  }
  const options = rest.join(':').split(',').filter(Boolean);
  const fields = options.map((option) => readOption(option, fault, flag));
  const rule = { on: 'sendMail', ...fault.rule, ...Object.fromEntries(fields) };
  return readFaultRule(rule, `--fault "${flag}"`);
}

function readOption(option: string, fault: NamedFault, flag: string): [string, unknown] {
  const [name = '', ...rest] = option.split('=');
  const value = rest.join('=');
  const allowed = [...fault.options, ...commonOptions];
  if (!allowed.includes(name) || value === '') {
    throw new InvalidInput(
      `--fault "${flag}": cannot use "${option}". Options: ${allowed.map((each) => `${each}=…`).join(', ')}.`,
    );
  }
  return [fieldOf[name] ?? name, optionValue(name, value)];
}

function optionValue(name: string, text: string): unknown {
  if (['on', 'mailbox', 'code'].includes(name)) return text;
  if (name === 'accept' && /^(true|false)$/.test(text)) return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number; // a text where a number belongs is refused by the rule's own check
}
