import type { Changes } from '../changes.ts';
import { InvalidInput } from '../invalidInput.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { MailboxDirectory } from '../mailboxes/mailboxDirectory.ts';
import { type FaultRule, type FaultyOperation, readFaultRules } from './faultRule.ts';
import { seededRandom } from './seededRandom.ts';

/** A rule and what became of it so far. A rule whose `leftCount` is 0 is over. */
export interface FaultState {
  readonly rule: FaultRule;
  readonly firedCount: number;
  /** Requests it will still hit; absent when it has no `times`. */
  readonly leftCount?: number;
}

/** What a request is about, as far as rules choose by it. */
export interface FaultTarget {
  readonly mailbox?: SimulatedMailbox;
  /** Of a directory list; the first is 1. */
  readonly page?: number;
}

interface Entry {
  readonly rule: FaultRule;
  readonly random: () => number;
  firedCount: number;
}

const defaultSeed = 1;

/** The faults in force. A request gets the first rule, in the order they were given, that wants it. */
export class FaultBook {
  readonly #changes: Changes;
  readonly #mailboxes: MailboxDirectory;
  #entries: Entry[] = [];

  constructor(changes: Changes, mailboxes: MailboxDirectory) {
    this.#changes = changes;
    this.#mailboxes = mailboxes;
  }

  /** Adds rules after those in force. @throws InvalidInput; then nothing is added */
  add(rules: unknown): void {
    const entries = readFaultRules(rules).map((rule) => this.#entryFor(rule));
    this.#entries.push(...entries);
    this.#changes.announce();
  }

  /** Puts these rules in the place of all others. @throws InvalidInput; then the old ones stay */
  replace(rules: unknown): void {
    this.#entries = readFaultRules(rules).map((rule) => this.#entryFor(rule));
    this.#changes.announce();
  }

  list(): readonly FaultState[] {
    return this.#entries.map(({ rule, firedCount }) => ({
      rule,
      firedCount,
      ...(rule.times === undefined ? {} : { leftCount: rule.times - firedCount }),
    }));
  }

  /** The rule for a request, counted as fired; undefined when all is well. */
  take(operation: FaultyOperation, target: FaultTarget): FaultRule | undefined {
    const entry = this.#entries.find(
      (candidate) => candidate.rule.on === operation && this.#wants(candidate, target),
    );
    if (entry === undefined) return undefined;
    entry.firedCount += 1;
    this.#changes.announce();
    return entry.rule;
  }

  #entryFor(rule: FaultRule): Entry {
    if (rule.mailbox !== undefined && this.#mailboxes.find(rule.mailbox) === undefined) {
      throw new InvalidInput(
        `A fault names the mailbox "${rule.mailbox}", which the tenant does not have. Add the mailbox first, or leave it out for all.`,
      );
    }
    return { rule, random: seededRandom(rule.seed ?? defaultSeed), firedCount: 0 };
  }

  #wants({ rule, firedCount, random }: Entry, { mailbox, page }: FaultTarget): boolean {
    if (rule.mailbox !== undefined && this.#mailboxes.find(rule.mailbox) !== mailbox) return false;
    if (rule.onPage !== undefined && rule.onPage !== page) return false;
    if (rule.times !== undefined) return firedCount < rule.times;
    return rule.rate === undefined || random() < rule.rate;
  }
}
