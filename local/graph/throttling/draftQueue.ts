import { messageWindowMs } from '../limits.ts';

/** When a mailbox's mails leave Drafts: in the order they were accepted, at most so many in any 60 s. */
export class DraftQueue {
  /** When the newest mails leave, oldest first; never falls. */
  #leavesMs: number[] = [];

  /**
   * Queues a mail that is accepted now.
   * @param perMinute 0 for no limit: it then leaves at once, past those that wait
   * @returns when it leaves, in milliseconds since 1970
   */
  add(perMinute: number, nowMs: number): number {
    if (perMinute === 0) return nowMs;
    const freeMs = (this.#leavesMs.at(-perMinute) ?? Number.NEGATIVE_INFINITY) + messageWindowMs;
    const leavesMs = Math.max(nowMs, freeMs, this.#leavesMs.at(-1) ?? nowMs);
    this.#leavesMs.push(leavesMs);
    // Twice the limit is room enough that the copy is rare.
    if (this.#leavesMs.length > 2 * perMinute) this.#leavesMs = this.#leavesMs.slice(-perMinute);
    return leavesMs;
  }
}
