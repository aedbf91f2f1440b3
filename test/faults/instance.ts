import type { VirtualTime } from './virtualTime.ts';

/** One process of ours from its start to its end: a Functions instance, or a command of an operator. */
export class Instance {
  readonly name: string;
  /** No other process of the run has it. */
  readonly number: number;
  /** How far its clock is ahead of the true time, in milliseconds. */
  readonly skewMs: number;
  /** False after a crash: nothing of it goes on, whatever it waited for. */
  alive = true;
  readonly #time: VirtualTime;
  #standsStillUntilMs = 0;

  constructor(name: string, number: number, skewMs: number, time: VirtualTime) {
    this.name = name;
    this.number = number;
    this.skewMs = skewMs;
    this.#time = time;
  }

  get standsStill(): boolean {
    return this.#time.now() < this.#standsStillUntilMs;
  }

  /** Nothing of it goes on for so long, as on a machine that was suspended. */
  standStill(ms: number): void {
    this.#standsStillUntilMs = Math.max(this.#standsStillUntilMs, this.#time.now() + ms);
  }

  /** Goes on with something in this process: now, once it does not stand still, or never. */
  goOn(act: () => void): void {
    if (!this.alive) return;
    if (this.standsStill) this.#time.at(this.#standsStillUntilMs, () => this.goOn(act));
    else act();
  }
}
