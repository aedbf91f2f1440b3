import type { Rules } from './rules.ts';
import type { Scenario } from './scenario.ts';

/** A scenario by name; with `rules`, of a protocol that is allowed though it is not ours. */
export interface NamedScenario extends Partial<Scenario> {
  readonly rules?: Partial<Rules>;
}

type Scenarios = Readonly<Record<string, NamedScenario>>;

const hold = { reading: 'cannotKnow', onUncertain: 'hold' } as const;
const resend = { reading: 'cannotKnow', onUncertain: 'resend' } as const;
const sometimes = { reading: 'sometimes', onUncertain: 'resend' } as const;

/** Seconds. They take every legal transition and use every rule of the tables. */
export const quick: Scenarios = {
  delivery: { faults: 2, refusals: true, enqueues: 2 },
  'absence proves nothing, hold': {
    ...hold,
    faults: 2,
    waits: 0,
    replays: 1,
    sendAgain: true,
    refusals: true,
  },
  'absence proves nothing, resend': { ...resend, faults: 2, refusals: true, expiry: true },
  'absence proves at times, resend': { ...sometimes, faults: 1, replays: 1, expiry: true },
  'can be sent no more': { faults: 1, broken: 'sometimes', replays: 1, sendAgain: true },
  'broken contract, other content': { faults: 1, broken: 'always', contents: 2, enqueues: 2 },
  'cancel, expiry, replay': { faults: 1, replays: 1, refusals: true, cancels: 1, expiry: true },
  purge: { faults: 1, purge: true, enqueues: 2, cancels: 1, expiry: true },
  'purge, replay': { faults: 1, purge: true, replays: 1, refusals: true },
  'purge, replayed twice': { faults: 0, purge: true, replays: 2, enqueues: 2, refusals: true },
  'HTTP door': { faults: 1, door: true, enqueues: 2, expiry: true },
  'other content, same id': { faults: 1, contents: 2, enqueues: 2, waits: 2 },
  'bounds broken, cancel': { faults: 2, violations: true, cancels: 1, enqueues: 2 },
  'bounds broken, expiry': {
    faults: 2,
    violations: true,
    refusals: true,
    expiry: true,
    waits: 0,
    enqueues: 2,
  },
  'three workers': { faults: 1, workers: 3, enqueues: 3 },
};

/** Minutes. */
export const full: Scenarios = {
  'delivery, 4 faults': { faults: 4, waits: 1, refusals: true },
  'delivery, enqueued twice': { faults: 3, waits: 2, refusals: true, enqueues: 2 },
  'delivery, enqueued three times': {
    faults: 2,
    waits: 2,
    refusals: true,
    enqueues: 3,
    cancels: 1,
    expiry: true,
  },
  'a row while waiting': { faults: 3, waits: 2, cancels: 1, rules: { rowWhileWaiting: true } },
  'absence proves nothing, hold': {
    ...hold,
    faults: 2,
    replays: 1,
    orders: 2,
    sendAgain: true,
    refusals: true,
  },
  'absence proves nothing, resend': {
    ...resend,
    faults: 3,
    refusals: true,
    expiry: true,
    cancels: 1,
  },
  'absence proves nothing, resend, replay': {
    ...resend,
    faults: 2,
    refusals: true,
    expiry: true,
    cancels: 1,
    replays: 1,
  },
  'absence proves at times, resend': {
    ...resend,
    reading: 'sometimes',
    faults: 2,
    refusals: true,
    expiry: true,
    replays: 1,
  },
  'cancel, expiry, replay ordered twice': {
    faults: 2,
    replays: 1,
    orders: 2,
    refusals: true,
    cancels: 1,
    expiry: true,
    sendAgain: true,
  },
  'replayed twice': { faults: 2, replays: 2, refusals: true, cancels: 1 },
  'broken contract': { faults: 3, broken: 'always', replays: 1, orders: 2 },
  'can be sent no more': {
    faults: 2,
    broken: 'sometimes',
    replays: 1,
    orders: 2,
    refusals: true,
    sendAgain: true,
  },
  purge: { faults: 3, purge: true, enqueues: 2, refusals: true },
  'purge, expiry': { faults: 2, purge: true, enqueues: 2, expiry: true },
  'purge, cancel, replay': {
    faults: 2,
    purge: true,
    enqueues: 2,
    replays: 1,
    orders: 2,
    refusals: true,
    cancels: 1,
  },
  'purge, cancel, replay, resend': {
    ...resend,
    faults: 2,
    purge: true,
    enqueues: 2,
    replays: 1,
    cancels: 1,
  },
  'purge, replayed twice': { faults: 1, purge: true, enqueues: 2, replays: 2, refusals: true },
  'HTTP door': { faults: 3, door: true, enqueues: 2, expiry: true, cancels: 1, refusals: true },
  'other content, same id': { faults: 2, contents: 2, enqueues: 2, waits: 2, cancels: 1 },
  'bounds broken': { faults: 3, violations: true, refusals: true, cancels: 1, expiry: true },
  'bounds broken, replay': {
    faults: 3,
    violations: true,
    refusals: true,
    replays: 1,
    sendAgain: true,
  },
  'another mail with this Message-ID': { faults: 3, foreign: true, refusals: true },
  'three workers': { faults: 2, workers: 3, enqueues: 3 },
};

/** Many minutes and gigabytes: more faults at once. */
export const deep: Scenarios = {
  'delivery, 4 faults, enqueued twice': { faults: 4, waits: 2, refusals: true, enqueues: 2 },
  'delivery, 5 faults': { faults: 5, waits: 1, refusals: true },
  'absence proves nothing, hold': {
    ...hold,
    faults: 3,
    replays: 1,
    orders: 2,
    sendAgain: true,
    refusals: true,
  },
  'absence proves nothing, hold, expiry': {
    ...hold,
    faults: 3,
    replays: 1,
    sendAgain: true,
    refusals: true,
    expiry: true,
  },
  'absence proves nothing, resend': {
    ...resend,
    faults: 3,
    replays: 1,
    refusals: true,
    expiry: true,
    cancels: 1,
  },
  'replayed twice': {
    faults: 2,
    replays: 2,
    orders: 3,
    refusals: true,
    cancels: 1,
    sendAgain: true,
  },
  'broken contract': { faults: 3, broken: 'always', replays: 1, orders: 2, enqueues: 2 },
  'purge, cancel, replay': { faults: 3, purge: true, enqueues: 2, replays: 1, refusals: true },
  'other content, same id': { faults: 2, contents: 2, enqueues: 3, waits: 2 },
  'three workers': { faults: 3, workers: 3, enqueues: 2 },
};

const everything: NamedScenario = {
  faults: 7,
  orders: 3,
  waits: 4,
  enqueues: 3,
  cancels: 1,
  refusals: true,
  expiry: true,
  purge: true,
};

/** For random runs: all at once. */
export const walks: Scenarios = {
  'everything, one replay': { ...everything, replays: 1, workers: 3 },
  'everything, absence proves nothing, hold': {
    ...everything,
    ...hold,
    replays: 1,
    sendAgain: true,
  },
  'everything, absence proves nothing, resend': {
    ...everything,
    ...resend,
    replays: 1,
    workers: 3,
  },
  'everything, absence proves at times': {
    ...everything,
    ...resend,
    reading: 'sometimes',
    replays: 1,
  },
  'everything, can be sent no more': {
    ...everything,
    broken: 'sometimes',
    replays: 1,
    sendAgain: true,
  },
  'everything, bounds broken': { ...everything, replays: 2, violations: true },
  'everything, other content': { ...everything, contents: 2 },
  'everything, HTTP door': { ...everything, purge: false, replays: 1, door: true },
};
