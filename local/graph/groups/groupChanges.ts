import { maxKeptGroupChanges } from '../limits.ts';
import type { GroupMember } from './membership.ts';

/** Something that happened to a group, as delta queries tell it. */
export type GroupChange = { readonly groupId: string } & (
  | { readonly what: 'groupChanged' | 'groupRemoved' }
  | { readonly what: 'memberAdded' | 'memberRemoved'; readonly member: GroupMember }
);

/** Every change of groups since the start, by position. Beyond its bound the oldest go, and delta tokens from before with them. */
export class GroupChanges {
  readonly #most: number;
  #changes: GroupChange[] = [];
  #droppedCount = 0;

  constructor(most: number = maxKeptGroupChanges) {
    this.#most = most;
  }

  /** The position behind the newest change. */
  get end(): number {
    return this.#droppedCount + this.#changes.length;
  }

  /** The position of the oldest change that is kept. */
  get start(): number {
    return this.#droppedCount;
  }

  add(changes: readonly GroupChange[]): void {
    for (const change of changes) this.#changes.push(change);
    const surplusCount = this.#changes.length - this.#most;
    if (surplusCount <= 0) return;
    this.#changes = this.#changes.slice(surplusCount);
    this.#droppedCount += surplusCount;
  }

  between(from: number, until: number): readonly GroupChange[] {
    return this.#changes.slice(from - this.#droppedCount, until - this.#droppedCount);
  }
}
