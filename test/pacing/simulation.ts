import type { Priority } from '../../shared/job/job.ts';
import type { Limits } from '../../shared/pacing/limits.ts';
import type { Pacer, TurnEnd } from '../../shared/pacing/pacer.ts';
import { storePacer } from '../../shared/pacing/storePacer.ts';
import { MemoryStore, type StoreManners } from './memoryStore.ts';
import { VirtualClock } from './virtualClock.ts';

/** No limit at all. */
export const unlimited: Limits = {
  messagesPerMinute: undefined,
  inFlight: undefined,
  recipientsPerDay: undefined,
  uploadBytesPer5Min: undefined,
};

/** What Exchange allows a mailbox (docs/reference/graph-mail.md, section 7). */
export const exchangeLimits: Limits = {
  messagesPerMinute: 30,
  inFlight: 4,
  recipientsPerDay: 10_000,
  uploadBytesPer5Min: 150 * 1024 * 1024,
};

/** A job as the simulation follows it. */
export interface SimulatedJob {
  readonly mailbox: string;
  readonly priority: Priority;
  readonly recipientCount: number;
  readonly sizeBytes: number;
  readonly arrivesAtMs: number;
  received: number;
  startedAtMs: number | undefined;
  endedAtMs: number | undefined;
  /** What it was told last. */
  why?: string;
}

/** One request to Exchange, in the order of time. */
export interface Start {
  readonly atMs: number;
  readonly job: SimulatedJob;
}

/** How a simulated world behaves. All times in milliseconds. */
export interface World {
  readonly limits: Limits;
  readonly processes: number;
  readonly store: StoreManners;
  /** Shortest and longest request. */
  readonly requestMs: readonly [number, number];
  /** The queue delivers up to so much later than it was asked to. */
  readonly deliveryLateMs: number;
  /** Between the turn and the request (the claim in the ledger). */
  readonly claimMs: number;
  /** The part of requests without an answer. */
  readonly noAnswers: number;
  /** The part of requests that Exchange refuses for a while. */
  readonly throttles: { readonly share: number; readonly forMs: number };
  /** How long a job can wait in place. */
  readonly patienceMs: number;
  readonly seed: number;
}

/** A quiet world with the limits of Exchange. */
export const quietWorld: World = {
  limits: exchangeLimits,
  processes: 1,
  store: { latencyMs: 10, lostAnswers: 0 },
  requestMs: [50, 50],
  deliveryLateMs: 300,
  claimMs: 20,
  noAnswers: 0,
  throttles: { share: 0, forMs: 0 },
  patienceMs: 10_000,
  seed: 1,
};

interface Process {
  isDead: boolean;
  /** Jobs that it has received and not begun. */
  readonly waiting: Set<SimulatedJob>;
  readonly pacer: Pacer;
}

/** What a dead process asks is never answered. */
const forever = new Promise<never>(() => undefined);

/** Random numbers that come again with their seed (mulberry32). */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Processes with real pacers over one store, a queue that brings jobs and brings them again, and an Exchange that counts. */
export class Simulation {
  readonly clock: VirtualClock;
  readonly store: MemoryStore;
  readonly jobs: SimulatedJob[] = [];
  readonly starts: Start[] = [];
  readonly world: World;
  readonly #processes: Process[];
  /** Jobs that are not through. */
  open = 0;
  inFlight = 0;
  mostInFlight = 0;
  /** Turns that came too late to start. */
  late = 0;
  faults = 0;
  /** What Exchange says to the next request. */
  throttleNext: { readonly forMs: number; readonly code: string } | undefined;

  constructor(world: World) {
    this.world = world;
    this.clock = new VirtualClock(seeded(world.seed));
    this.store = new MemoryStore(this.clock, world.store);
    this.#processes = Array.from({ length: world.processes }, () => this.#newProcess());
  }

  /** Kills a process; another one takes its place. Its jobs come again, its requests go on in Exchange. */
  kill(which: number): void {
    const number = which % this.#processes.length;
    const process = this.#processes[number];
    if (process) {
      process.isDead = true;
      for (const job of process.waiting) this.#deliver(job, this.clock.now() + 1000);
    }
    this.#processes[number] = this.#newProcess();
  }

  #newProcess(): Process {
    const process: Process = {
      isDead: false,
      waiting: new Set(),
      pacer: storePacer(
        {
          read: (mailbox) => (process.isDead ? forever : this.store.read(mailbox)),
          write: (...wish) => (process.isDead ? forever : this.store.write(...wish)),
          list: () => this.store.list(),
        },
        this.world.limits,
        this.clock,
      ),
    };
    return process;
  }

  /** Puts a job on the queue; it arrives after a while. */
  add(job: Partial<SimulatedJob> = {}, afterMs = 0): SimulatedJob {
    const full: SimulatedJob = {
      mailbox: 'billing',
      priority: 'normal',
      recipientCount: 1,
      sizeBytes: 10_000,
      arrivesAtMs: this.clock.now() + afterMs,
      ...job,
      received: 0,
      startedAtMs: undefined,
      endedAtMs: undefined,
    };
    this.open++;
    this.jobs.push(full);
    this.#deliver(full, full.arrivesAtMs);
    return full;
  }

  /** Lets time pass until all jobs are through, at most so long. */
  async drain(withinMs: number): Promise<void> {
    await this.clock.run(this.clock.now() + withinMs, () => this.open === 0);
  }

  #deliver(job: SimulatedJob, atMs: number): void {
    const lateMs = this.clock.random() * this.world.deliveryLateMs;
    const number = Math.floor(this.clock.random() * this.#processes.length);
    this.clock.at(atMs + lateMs, () => void this.#work(job, this.#processes[number] as Process));
  }

  async #work(job: SimulatedJob, process: Process): Promise<void> {
    const { clock, world } = this;
    const wasPlanned = job.received++ > 0;
    process.waiting.add(job);
    const mayWaitUntilMs = clock.now() + world.patienceMs;
    const answer = await process.pacer.reserve({ ...job, wasPlanned, mayWaitUntilMs }).catch(() => {
      this.faults++;
      return { kind: 'later', atMs: clock.now() + 5000, why: 'fault' } as const;
    });
    if (process.isDead) return;
    job.why = answer.kind === 'later' ? answer.why : 'turn';
    if (answer.kind === 'later') {
      process.waiting.delete(job);
      return this.#deliver(job, answer.atMs);
    }
    await clock.sleep(world.claimMs * clock.random());
    const mayStart = await answer.mayStart();
    if (process.isDead) return;
    process.waiting.delete(job);
    if (!mayStart) {
      this.late++;
      await answer.end({ kind: 'answered' });
      return this.#deliver(job, clock.now() + 1000);
    }
    job.startedAtMs = clock.now();
    this.starts.push({ atMs: clock.now(), job });
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    const [least, most] = world.requestMs;
    await clock.sleep(least + (most - least) * clock.random());
    const end = this.#end();
    if (end.kind === 'throttled') this.#deliver(job, clock.now() + end.forMs);
    else this.open--;
    job.endedAtMs = clock.now();
    if (!process.isDead) await answer.end(end);
  }

  #end(): TurnEnd {
    const { throttles } = this.world;
    const isThrottled = throttles.share > 0 && this.clock.random() < throttles.share;
    const throttle = isThrottled ? { forMs: throttles.forMs, code: '429' } : this.throttleNext;
    if (throttle) {
      this.throttleNext = undefined;
      this.inFlight--;
      return { kind: 'throttled', ...throttle };
    }
    if (this.clock.random() >= this.world.noAnswers) {
      this.inFlight--;
      return { kind: 'answered' };
    }
    // Exchange works on for as long as is assumed at most.
    this.clock.at(this.clock.now() + 29_000, () => {
      this.inFlight--;
    });
    return { kind: 'noAnswer' };
  }
}

/** The most that started within any window. */
export function mostInWindow(
  starts: readonly Start[],
  windowMs: number,
  amount: (job: SimulatedJob) => number = () => 1,
): number {
  let most = 0;
  let sum = 0;
  let oldest = 0;
  for (const { atMs, job } of starts) {
    sum += amount(job);
    for (
      let first = starts[oldest];
      first && first.atMs <= atMs - windowMs;
      first = starts[++oldest]
    ) {
      sum -= amount(first.job);
    }
    most = Math.max(most, sum);
  }
  return most;
}
