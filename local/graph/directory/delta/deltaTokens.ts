import { randomUUID } from 'node:crypto';
import type { BehaviourSetting } from '../../behaviour/behaviour.ts';
import type { GroupChanges } from '../../groups/groupChanges.ts';
import { opaqueToken, tokenContent } from '../pages.ts';
import type { DeltaScope } from './deltaScope.ts';

/** Where a delta query stands: at its first round, between two rounds, or within one that tells changes. */
export type DeltaStand = { readonly scope: DeltaScope; readonly page: number } & (
  | {
      readonly round: 'all';
      /** The next `deltaLink` tells what changed since this position. */
      readonly since: number;
      /** The group that the page begins in, and the place of the member it begins behind. */
      readonly groupId: string;
      readonly place: number;
    }
  | { readonly round: 'due'; readonly since: number }
  | {
      readonly round: 'changes';
      readonly since: number;
      readonly until: number;
      readonly offset: number;
      readonly pass: DeltaPass;
    }
);

/** What a round of changes is at: telling them, the empty page before they come again, telling them again. */
export type DeltaPass = 'first' | 'pause' | 'again';

/** What a token says. `expired` keeps the scope, so that the answer can say where to start again. */
export type DeltaToken =
  | { readonly kind: 'stand'; readonly stand: DeltaStand }
  | { readonly kind: 'expired'; readonly scope: DeltaScope }
  | { readonly kind: 'unreadable' };

interface Content {
  readonly stand: DeltaStand;
  readonly series: string;
  readonly issuedAtMs: number;
  /** Number of the page, where faults look for it. */
  readonly page: number;
}

/** Gives and reads the tokens of delta queries. They expire by age, all at once on demand, and with the changes they count on. */
export class DeltaTokens {
  readonly #behaviour: BehaviourSetting;
  readonly #changes: GroupChanges;
  #series = randomUUID();

  constructor(behaviour: BehaviourSetting, changes: GroupChanges) {
    this.#behaviour = behaviour;
    this.#changes = changes;
  }

  /** No token given so far is taken from now on. */
  expireAll(): void {
    this.#series = randomUUID();
  }

  give(stand: DeltaStand): string {
    const content: Content = {
      stand,
      series: this.#series,
      issuedAtMs: Date.now(),
      page: stand.page,
    };
    return opaqueToken(content);
  }

  read(text: string): DeltaToken {
    const content = tokenContent(text) as Partial<Content>; // ours, or without a series
    const { stand, series, issuedAtMs } = content;
    if (stand === undefined || series === undefined || issuedAtMs === undefined) {
      return { kind: 'unreadable' };
    }
    const isYoung = Date.now() - issuedAtMs < this.#behaviour.current.deltaTokenLifeMs;
    const isCurrent = series === this.#series && stand.since >= this.#changes.start;
    return isYoung && isCurrent
      ? { kind: 'stand', stand }
      : { kind: 'expired', scope: stand.scope };
  }
}
