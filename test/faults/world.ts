import type * as engineModule from './engine.ts';
import type { FaultPlan } from './faultPlan.ts';
import { Instance } from './instance.ts';
import { planJob, type RunJob } from './jobs.ts';
import { Mailboxes } from './mailboxes.ts';
import { Outages } from './outages.ts';
import { PeopleSaid } from './peopleSaid.ts';
import { type ProcessDeps, processDeps } from './processDeps.ts';
import { Seam } from './seam.ts';
import { makeServices, QueueUnavailable, type Services } from './services.ts';
import { type RunSettings, readSettings } from './settings.ts';
import { Storage } from './simulatedBodies.ts';
import { LedgerTable } from './simulatedLedger.ts';
import { type Delivery, ServiceBusQueue } from './simulatedServiceBus.ts';
import { Trace } from './trace.ts';
import { VirtualTime } from './virtualTime.ts';
import { WorkerHost } from './workerHost.ts';

/** What the harness drives: the real engine, or a mutant of it. */
export type Engine = typeof engineModule;

/** One mail that the queue took under a job's id. */
export interface TakenMail {
  readonly content: string;
  /** As the ledger knows the content. */
  readonly hash: string;
  readonly mime: Buffer;
}

/** What a process told of itself by its log or by what it threw. */
class Told {
  /** What the protocol says cannot be. */
  readonly unexpected: string[] = [];
  /** Message ids of the outcomes on the reply queue. */
  readonly outcomes = new Set<string>();
  /** Jobs whose outcome could not be told, as the log says. */
  readonly notReported = new Set<string>();
}

/** The widest that a machine's clock is wrong: less than what the engine allows a found copy. Milliseconds. */
const mostSkewMs = 120_000;

/** One simulated deployment with its surroundings, before anything happened. */
export class World {
  readonly startMs = Date.UTC(2026, 10, 21, 12);
  readonly time = new VirtualTime(this.startMs);
  readonly ledger = new LedgerTable(this.time);
  readonly storage = new Storage();
  readonly outages = new Outages();
  readonly said = new PeopleSaid();
  readonly told = new Told();
  readonly taken = new Map<string, TakenMail[]>();
  readonly plan: FaultPlan;
  readonly engine: Engine;
  readonly settings: RunSettings;
  readonly mailboxes: Mailboxes;
  readonly trace: Trace;
  readonly services: Services;
  readonly queue: ServiceBusQueue;
  readonly seam: Seam;
  readonly jobs: readonly RunJob[];
  readonly #host: WorkerHost;
  readonly #depsOf = new WeakMap<Instance, ProcessDeps>();
  #instanceCount = 0;

  constructor(plan: FaultPlan, engine: Engine, keepsTrace: boolean) {
    this.plan = plan;
    this.engine = engine;
    this.settings = readSettings(plan);
    this.jobs = Array.from({ length: this.settings.jobCount }, (_, n) => planJob(n + 1, plan));
    const { time, settings } = this;
    this.mailboxes = new Mailboxes(time, settings.keepsMessageId);
    this.trace = new Trace(time, keepsTrace ? (jobId) => this.ledger.row(jobId) : undefined);
    this.services = makeServices(this.outages, engine.StoreUnavailable);
    this.queue = new ServiceBusQueue(settings, time, this.trace);
    const deps = { plan, time, trace: this.trace, crash: (one: Instance) => this.#host.crash(one) };
    this.seam = new Seam(deps);
    this.#host = new WorkerHost(
      {
        ...{ ...deps, queue: this.queue, settling: this.services.settling, seam: this.seam },
        newInstance: (name) => this.newInstance(name),
        work: (delivery, by) => this.#work(delivery, by),
      },
      settings.instanceCount,
    );
  }

  /** A process that starts. */
  newInstance(name: string): Instance {
    const isWrong = this.plan.happens(`the clock of ${name} is wrong`, 0.2);
    const skewMs = this.plan.between(`the clock of ${name}`, -mostSkewMs, mostSkewMs);
    this.#instanceCount += 1;
    return new Instance(name, this.#instanceCount, isWrong ? Math.round(skewMs) : 0, this.time);
  }

  depsOf(by: Instance): ProcessDeps {
    return processDeps(this, by, (one) => this.#host.crash(one));
  }

  /** Something was thrown: as it has to be when a service fails, or because of what cannot be. */
  noteFault(by: Instance, what: string, fault: unknown): void {
    const text = String(fault);
    this.trace.note(by.name, () => `throws: ${text}`);
    const isOfService = fault instanceof this.engine.StoreUnavailable || isQueueFault(fault);
    const isKnown = text.includes('breaks the contract cannot be put back');
    if (!isOfService && !isKnown) this.told.unexpected.push(`${what}: ${text}`);
  }

  async #work({ message, place }: Delivery, by: Instance): Promise<void> {
    const deps = this.#depsOnce(by);
    try {
      if (place === 'queue') await this.engine.handleMessage(message, 'queue', deps);
      else await this.engine.sweep(message, deps);
    } catch (fault) {
      this.noteFault(by, place, fault);
      throw fault;
    }
  }

  /** The clients of a process are built once: they remember things. */
  #depsOnce(by: Instance): ProcessDeps {
    const deps = this.#depsOf.get(by) ?? this.depsOf(by);
    this.#depsOf.set(by, deps);
    return deps;
  }
}

function isQueueFault(fault: unknown): boolean {
  return fault instanceof QueueUnavailable;
}
