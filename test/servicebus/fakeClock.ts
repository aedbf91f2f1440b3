import type { Clock } from '../../local/servicebus/broker/clock.ts';

interface Alarm {
  readonly dueAtMs: number;
  readonly action: () => void;
}

/** A clock that begins now and moves only when told, so that minutes and hours pass in a test. */
export class FakeClock implements Clock {
  #nowMs = Date.now();
  readonly #alarms = new Set<Alarm>();

  nowMs(): number {
    return this.#nowMs;
  }

  at(dueAtMs: number, action: () => void): () => void {
    const alarm = { dueAtMs, action };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets time pass; whatever falls due runs in its order and at its time. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#alarms.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.action();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): Alarm | undefined {
    const due = [...this.#alarms].filter(({ dueAtMs }) => dueAtMs <= untilMs);
    return due.sort((a, b) => a.dueAtMs - b.dueAtMs)[0];
  }
}
