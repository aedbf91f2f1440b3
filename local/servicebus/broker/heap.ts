/** A value's place in a heap; it lets `remove` find the value at once. */
export interface HeapSlot<T> {
  readonly value: T;
  /** Position in the heap's array, -1 once the value has left the heap. */
  index: number;
}

/**
 * Binary heap that can also remove from the middle: what leaves a queue early must not stay
 * behind as a dead entry, or hours of use would leak.
 */
export class Heap<T> {
  readonly #slots: HeapSlot<T>[] = [];
  readonly #before: (a: T, b: T) => boolean;

  /** `before` says whether its first argument is to come out earlier. */
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#slots.length;
  }

  /** The value that comes out next. */
  peek(): T | undefined {
    return this.#slots[0]?.value;
  }

  push(value: T): HeapSlot<T> {
    const slot = { value, index: this.#slots.length };
    this.#slots.push(slot);
    this.#rise(slot);
    return slot;
  }

  pop(): T | undefined {
    const first = this.#slots[0];
    if (first) this.remove(first);
    return first?.value;
  }

  /** Takes one value out, wherever it is; nothing happens when it has left already. */
  remove(slot: HeapSlot<T>): void {
    const { index } = slot;
    if (index < 0) return;
    const last = this.#slots.pop() as HeapSlot<T>;
    slot.index = -1;
    if (last === slot) return;
    this.#put(last, index);
    this.#rise(last);
    this.#sink(last);
  }

  #put(slot: HeapSlot<T>, index: number): void {
    this.#slots[index] = slot;
    slot.index = index;
  }

  #rise(slot: HeapSlot<T>): void {
    while (slot.index > 0) {
      const index = slot.index;
      const parent = this.#slots[(index - 1) >> 1] as HeapSlot<T>;
      if (!this.#before(slot.value, parent.value)) return;
      this.#put(slot, parent.index);
      this.#put(parent, index);
    }
  }

  #sink(slot: HeapSlot<T>): void {
    for (;;) {
      const index = slot.index;
      const left = this.#slots[2 * index + 1];
      const right = this.#slots[2 * index + 2];
      if (!left) return;
      const child = right && this.#before(right.value, left.value) ? right : left;
      if (!this.#before(child.value, slot.value)) return;
      this.#put(slot, child.index);
      this.#put(child, index);
    }
  }
}
