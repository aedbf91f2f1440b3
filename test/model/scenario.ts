import { kindsOf, type MessageKind } from './messageKinds.ts';
import { protocolRules, type Rules } from './rules.ts';
import { idleWorker, type State } from './state.ts';
import { compiled, type Decisions } from './tables.ts';

/** What may happen in one run. What is left out does not happen, or as `defaults` says. */
export interface Scenario {
  readonly workers: 2 | 3;
  /** Crashes, lost locks, lost answers, dead letters and slow workers in one run, all together. */
  readonly faults: number;
  /** How often a message has to wait: pacing, a store that is down, another look into the mailbox. */
  readonly waits: number;
  /** How often the producer enqueues the id. */
  readonly enqueues: number;
  /** The highest epoch, and how often a person orders a replay. */
  readonly replays: number;
  readonly orders: number;
  readonly cancels: number;
  /** Different mails under the one id. */
  readonly contents: 1 | 2;
  /** A search of the mailbox proves absence: always; never (forbidden, or no probe has shown it); now so, now so. */
  readonly reading: 'proves' | 'cannotKnow' | 'sometimes';
  readonly onUncertain: 'hold' | 'resend';
  /** Graph may refuse for good. */
  readonly refusals: boolean;
  /** The end of life may pass. */
  readonly expiry: boolean;
  /** A replay may carry the order to send again whatever became of the job. */
  readonly sendAgain: boolean;
  readonly purge: boolean;
  /** The job comes in by the HTTP door. */
  readonly door: boolean;
  /** The job can never be sent; `sometimes`: that may show at any time (the sender is allowed no more, a blob is gone). */
  readonly broken: 'never' | 'always' | 'sometimes';
  /** The bounds of section 8 may break. */
  readonly violations: boolean;
  /** An older mail with the same Message-ID lies in the mailbox. */
  readonly foreign: boolean;
}

const defaults: Scenario = {
  workers: 2,
  faults: 2,
  waits: 1,
  enqueues: 1,
  replays: 0,
  orders: 0,
  cancels: 0,
  contents: 1,
  reading: 'proves',
  onUncertain: 'hold',
  refusals: false,
  expiry: false,
  sendAgain: false,
  purge: false,
  door: false,
  broken: 'never',
  violations: false,
  foreign: false,
};

/** A scenario with its rules and the messages that can exist in it. */
export interface Config extends Scenario {
  readonly rules: Rules;
  readonly decisions: Decisions;
  readonly kinds: readonly MessageKind[];
  /** Which rules of the tables decided, by their number; -1: none did. */
  readonly used: { readonly main: Set<number>; readonly reconcile: Set<number> };
}

/** Fills in what a scenario leaves out and lists the messages of the job that can exist. */
export function configure(scenario: Partial<Scenario>, changed: Partial<Rules>): Config {
  const full = { ...defaults, orders: scenario.replays ?? 0, ...scenario };
  const rules = { ...protocolRules, ...changed };
  const used = { main: new Set<number>(), reconcile: new Set<number>() };
  return { ...full, rules, decisions: compiled(rules), kinds: kindsOf(full, rules), used };
}

/** The kind with these numbers; -1 if there is none. */
export function kindNumber(cfg: Config, content: number, epoch: number, hop: number): number {
  return cfg.kinds.findIndex(
    (k) => k.content === content && k.epoch === epoch && k.hop === hop && !k.old,
  );
}

/** The kind of that index; there is one. */
export const kindOf = (cfg: Config, index: number): MessageKind => cfg.kinds[index] as MessageKind;

/** Nothing has happened yet. */
export const initial = (cfg: Config): State => ({
  row: 'none',
  epoch: 0,
  doubt: 'none',
  content: 0,
  attempts: 0,
  illegal: '',
  accepted: 0,
  lingering: 0,
  visible: 0,
  deadline: 0,
  patient: 0,
  purged: 0,
  violated: 0,
  queue: 0,
  dead: 0,
  parked: 0,
  parkedOther: 0,
  seen: 0,
  took: 0,
  confirmed: 0,
  outcome: 0,
  ordered: 0,
  cancelRead: 0,
  faults: cfg.faults,
  waits: cfg.waits,
  enqueues: cfg.enqueues,
  replays: cfg.orders,
  cancels: cfg.cancels,
  w: Array.from({ length: cfg.workers }, idleWorker),
  replayer: 'idle',
  replayerEpoch: 0,
  door: 'idle',
});
