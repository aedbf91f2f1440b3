import type { FaultPlan, Weights } from './faultPlan.ts';
import type { Instance } from './instance.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtualTime.ts';

/** What can go wrong in a call of a service. */
export type CallFault =
  /** Not done, and the caller is told so. */
  | 'failsBefore'
  /** Done, and the caller gets an error. */
  | 'doneThenFails'
  /** Not done, and no answer before the client gives up. */
  | 'hangs'
  /** Done, and no answer before the client gives up. */
  | 'doneThenHangs'
  /** Done only after the client gave up. */
  | 'doneLate'
  /** Done without an answer; then the SDK's own retry does it again, and its answer is what the caller gets. */
  | 'doneThenRetried'
  /** An answer just before the client gives up. */
  | 'slow'
  | 'crashesBefore'
  | 'crashesAfter'
  /** The whole process stands still before it sees the answer. */
  | 'standsStill';

/** A service behind a seam. */
export interface Service {
  readonly name: string;
  readonly faults: Weights<CallFault>;
  /** When the client gives up, milliseconds. */
  readonly answerWithinMs: number;
  /** What the client throws when it gets no usable answer. */
  readonly fault: (what: string) => Error;
  /** Nothing of it answers at this moment. */
  readonly isDown: () => boolean;
}

/** One call. `act` is what the service does, at one moment; what it returns or throws is the answer. */
export interface Call<Answer> {
  readonly by: Instance;
  readonly service: Service;
  readonly what: string;
  readonly jobId: string;
  readonly act: () => Answer;
  /** The answer in a word or two, for people. */
  readonly shown?: (answer: Answer) => string;
}

/** What every call of a double needs. */
export interface SeamDeps {
  readonly plan: FaultPlan;
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly crash: (instance: Instance) => void;
}

/** How long after its client gave up a request can still reach a store: the server's own limit of 30 s. */
const lateWithinMs = 30_000;

/** The only way to a service: takes virtual time, and may fail as the plan says. The promise of a process that died stays open. */
export class Seam {
  readonly #deps: SeamDeps;

  constructor(deps: SeamDeps) {
    this.#deps = deps;
  }

  call<Answer>(call: Call<Answer>): Promise<Answer> {
    const { plan, time } = this.#deps;
    const { service, by } = call;
    const key = `${service.name}.${call.what} ${call.jobId}`;
    return new Promise((resolve, reject) => {
      const fails = (afterMs: number) =>
        time.after(afterMs, () => by.goOn(() => reject(service.fault(call.what))));
      const answers = (afterMs: number, times = 1) =>
        time.after(this.latencyMs(key), () => {
          const answer = this.#acted(call, times);
          time.after(afterMs, () =>
            by.goOn(() => ('value' in answer ? resolve(answer.value) : reject(answer.fault))),
          );
        });
      const fault = plan.fault(key, service.faults);
      switch (fault) {
        case undefined:
          return answers(this.latencyMs(key));
        case 'failsBefore':
          this.#says(call, 'FAILS before it is done');
          return fails(this.latencyMs(key));
        case 'doneThenFails':
          this.#actsUnheard(call, 0);
          return fails(this.latencyMs(key) + 10);
        case 'hangs':
          this.#says(call, 'HANGS and is not done');
          return fails(service.answerWithinMs);
        case 'doneThenHangs':
          this.#actsUnheard(call, 0);
          return fails(service.answerWithinMs);
        case 'doneLate':
          this.#actsUnheard(call, service.answerWithinMs + plan.spreadMs(key, 10, lateWithinMs));
          return fails(service.answerWithinMs);
        case 'doneThenRetried':
          return answers(1000, 2);
        case 'slow':
          return answers(service.answerWithinMs * 0.9);
        case 'crashesBefore':
          return time.after(this.latencyMs(key), () => by.alive && this.#deps.crash(by));
        case 'crashesAfter':
          return time.after(this.latencyMs(key), () => {
            this.#acted(call, 1);
            if (by.alive) this.#deps.crash(by);
          });
        case 'standsStill':
          return time.after(this.latencyMs(key), () => {
            this.standsStill(by, key);
            answers(1);
          });
        default:
          return fault satisfies never;
      }
    });
  }

  /** The process stands still: for some seconds, or for longer than anybody waits. */
  standsStill(by: Instance, key: string): void {
    const { plan, trace } = this.#deps;
    const isLong = plan.happens(`${key} stands still for long`, 0.5);
    const [leastMs, mostMs] = isLong ? [5 * 60_000, 60 * 60_000] : [2000, 5 * 60_000];
    const ms = plan.spreadMs(`${key} stands still`, leastMs, mostMs);
    by.standStill(ms);
    trace.note(by.name, () => `STANDS STILL for ${Math.round(ms / 1000)} s`);
  }

  /** Usually the same few milliseconds, so that a short schedule reads well. */
  latencyMs(key: string): number {
    const { plan } = this.#deps;
    switch (plan.choose(`delay of ${key}`, 0.3, { milliseconds: 8, seconds: 2 })) {
      case 'milliseconds':
        return plan.spreadMs(`delay of ${key}`, 1, 200);
      case 'seconds':
        return plan.spreadMs(`delay of ${key}`, 200, 4000);
      default:
        return 5;
    }
  }

  #acted<Answer>(call: Call<Answer>, times: number): { value: Answer } | { fault: unknown } {
    const { service } = call;
    if (service.isDown()) {
      this.#says(call, 'FAILS: the service is down');
      return { fault: service.fault(call.what) };
    }
    try {
      let value = call.act();
      if (times > 1) this.#says(call, 'is done, NO ANSWER, and the SDK does it again');
      for (let again = 1; again < times; again++) value = call.act();
      this.#says(call, call.shown?.(value) ?? '');
      return { value };
    } catch (fault) {
      this.#says(call, `is refused: ${String(fault)}`);
      return { fault };
    }
  }

  #actsUnheard<Answer>(call: Call<Answer>, afterMs: number): void {
    this.#deps.time.after(afterMs + 5, () => {
      if (call.service.isDown()) return;
      try {
        call.act();
      } catch {
        // Nobody hears what became of it.
      }
      this.#says(
        call,
        afterMs > 0 ? 'is done LATE, after its client gave up' : 'is done, NO ANSWER',
      );
    });
  }

  #says({ by, service, what, jobId }: Omit<Call<unknown>, 'act' | 'shown'>, outcome: string): void {
    this.#deps.trace.note(by.name, () => `${service.name}.${what} ${outcome}`.trimEnd(), jobId);
  }
}
