/** A growing list of 32-bit numbers. */
export class Ints {
  data: Int32Array;
  length = 0;

  constructor(size = 1 << 16) {
    this.data = new Int32Array(size);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const bigger = new Int32Array(this.length * 2);
      bigger.set(this.data);
      this.data = bigger;
    }
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index] as number;
  }
}

/** The set of known states: an open hash table over packed states, compared exactly, each with its number. */
export class StateSet {
  count = 0;
  /** Whether the last state asked for was new. */
  added = false;
  readonly #width: number;
  readonly #key: Int32Array;
  readonly #words = new Ints(1 << 18);
  #table = new Int32Array(1 << 18).fill(-1);

  constructor(width: number) {
    this.#width = width;
    this.#key = new Int32Array(width);
  }

  /** The number of a state, as `pack` writes it. A new state gets the next number, and `added` is true. */
  number(pack: (out: Int32Array) => void): number {
    const key = this.#key;
    pack(key);
    const mask = this.#table.length - 1;
    let slot = this.#slotOf(key, 0);
    for (let id = this.#table[slot] as number; id >= 0; id = this.#table[slot] as number) {
      if (this.#isSame(id * this.#width)) {
        this.added = false;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    this.#table[slot] = this.count;
    for (let i = 0; i < this.#width; i++) this.#words.push(key[i] as number);
    this.added = true;
    this.count++;
    if (this.count * 2 > this.#table.length) this.#grow();
    return this.count - 1;
  }

  #isSame(at: number): boolean {
    const { data } = this.#words;
    for (let i = 0; i < this.#width; i++) if (data[at + i] !== this.#key[i]) return false;
    return true;
  }

  #slotOf(words: Int32Array, at: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let i = 0; i < this.#width; i++) {
      hash = Math.imul(hash ^ (words[at + i] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#table.length - 1);
  }

  #grow(): void {
    const mask = this.#table.length * 2 - 1;
    this.#table = new Int32Array(mask + 1).fill(-1);
    for (let id = 0; id < this.count; id++) {
      let slot = this.#slotOf(this.#words.data, id * this.#width);
      while ((this.#table[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#table[slot] = id;
    }
  }
}
