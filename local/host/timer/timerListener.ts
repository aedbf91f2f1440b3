import type { RegisteredFunction } from '../app/functionApp.ts';
import type { HostEvents } from '../hostEvent.ts';
import type { Invoker } from '../invoker.ts';
import type { Listener } from '../listener.ts';
import { traceContextUnder } from '../traceContext.ts';
import type { TimerMonitor } from './timerMonitor.ts';
import { firstStatus, resumeStatus, statusAfterRun, type TimerStatus } from './timerStatus.ts';
import type { TimerTrigger } from './timerTrigger.ts';

/** What the listener of a timer needs of the host. */
export interface TimerListenerDeps {
  readonly invoke: Invoker;
  readonly events: HostEvents;
  /** Undefined: statuses end with the process. */
  readonly monitor: TimerMonitor | undefined;
}

/** Why a timer runs. */
type Cause = 'occurrence' | 'pastDue' | 'startup';

/** Delays beyond this are waited in pieces: setTimeout ends at 24.8 days. */
const longestWaitMs = 24 * 24 * 60 * 60_000;

/**
 * Runs a function on its schedule, one run at a time, the way TimerListener.cs of the WebJobs extensions does.
 * A `retry` policy is not imitated: a run that failed waits for the next occurrence.
 */
export class TimerListener implements Listener {
  readonly waitsFor: string;
  readonly #fn: RegisteredFunction;
  readonly #trigger: TimerTrigger;
  readonly #deps: TimerListenerDeps;
  #status: TimerStatus;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(fn: RegisteredFunction, trigger: TimerTrigger, deps: TimerListenerDeps) {
    this.waitsFor = `schedule ${trigger.text} (UTC)`;
    this.#fn = fn;
    this.#trigger = trigger;
    this.#deps = deps;
    this.#status = firstStatus(trigger.schedule, new Date());
  }

  async start(): Promise<void> {
    const isPastDue = await this.#resume();
    if (isPastDue) this.#begin('pastDue');
    else if (this.#trigger.runOnStartup) this.#begin('startup');
    else this.#wait();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Takes up the stored status; true when an occurrence was missed meanwhile. */
  async #resume(): Promise<boolean> {
    if (!this.#trigger.isMonitored) return false;
    try {
      const stored = await this.#deps.monitor?.read(this.#fn.name);
      if (stored) {
        const { status, isPastDue } = resumeStatus(stored, this.#trigger.schedule, new Date());
        this.#status = status;
        if (isPastDue) return true;
      }
    } catch (error) {
      this.#trouble(`could not read its last run: ${(error as Error).message}`);
    }
    await this.#remember(); // so that the first occurrence, too, is known when it is missed
    return false;
  }

  #wait(): void {
    if (this.#stopped) return;
    const delayMs = Date.parse(this.#status.Next) - Date.now();
    this.#timer =
      delayMs > longestWaitMs
        ? setTimeout(() => this.#wait(), longestWaitMs)
        : setTimeout(() => this.#begin('occurrence'), Math.max(delayMs, 0));
  }

  #begin(cause: Cause): void {
    this.#running = this.#run(cause).finally(() => this.#wait());
  }

  async #run(cause: Cause): Promise<void> {
    const { schedule, isMonitored } = this.#trigger;
    const startedAt = new Date();
    const timerInfo = {
      Schedule: { AdjustForDST: true },
      // Quirk: a timer that is not monitored, as every one below a minute, gets `null` here.
      ScheduleStatus: isMonitored ? this.#status : null,
      IsPastDue: cause === 'pastDue',
    };
    await this.#deps.invoke(this.#fn, (invocationId) => ({
      invocationId,
      inputData: [{ name: this.#fn.triggerName, data: { json: JSON.stringify(timerInfo) } }],
      triggerMetadata: {},
      traceContext: traceContextUnder(undefined),
    }));
    // Fired a moment early, the run still belongs to its occurrence: else that would come twice.
    const occurrence =
      cause === 'occurrence' ? later(startedAt, new Date(this.#status.Next)) : startedAt;
    this.#status = statusAfterRun(schedule, occurrence);
    if (isMonitored) await this.#remember();
  }

  async #remember(): Promise<void> {
    try {
      await this.#deps.monitor?.write(this.#fn.name, this.#status);
    } catch (error) {
      this.#trouble(`could not record its last run: ${(error as Error).message}`);
    }
  }

  #trouble(problem: string): void {
    this.#deps.events({ event: 'trouble', function: this.#fn.name, problem });
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
