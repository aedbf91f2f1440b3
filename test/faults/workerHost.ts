import type { Instance } from './instance.ts';
import type { Seam, SeamDeps, Service } from './seam.ts';
import type { Delivery, Place, ServiceBusQueue } from './simulatedServiceBus.ts';
import { shownId } from './simulatedServiceBus.ts';

/** What the Functions host of this project is set to (host.json). */
const renewsWithinMs = 12 * 60_000;
/** Messages that one instance works on at a time, by where they come from. */
const mostAtOnce: Readonly<Record<Place, number>> = { queue: 4, deadLetters: 1 };

/** While no instance has room. */
const askAgainMs = 20_000;
const places = ['queue', 'deadLetters'] as const;

/** What the host works with. `work` is the trigger's function. */
export interface WorkerHostDeps extends SeamDeps {
  readonly queue: ServiceBusQueue;
  readonly settling: Service;
  readonly seam: Seam;
  readonly newInstance: (name: string) => Instance;
  readonly work: (delivery: Delivery, by: Instance) => Promise<void>;
}

interface Running {
  readonly name: string;
  instance: Instance;
  busy: Record<Place, number>;
}

/**
 * Functions hosts: receive messages, run the function, complete when it returns and give back when it throws, renew locks
 * meanwhile. An instance that crashed is started again; what it had received comes back when its locks run out.
 */
export class WorkerHost {
  readonly #deps: WorkerHostDeps;
  readonly #running: Running[];
  /** Receives under way, never more than there is to receive. */
  readonly #pickups = none();

  constructor(deps: WorkerHostDeps, instanceCount: number) {
    this.#deps = deps;
    this.#running = Array.from({ length: instanceCount }, (_, index) => {
      const name = `worker-${index + 1}`;
      return { name, instance: deps.newInstance(name), busy: none() };
    });
    deps.queue.onActive = () => this.#receive();
  }

  /** The process dies: whatever it waited for never comes. */
  crash(instance: Instance): void {
    const { plan, time, trace } = this.#deps;
    instance.alive = false;
    trace.note(instance.name, () => 'CRASHES');
    const running = this.#running.find((one) => one.instance === instance);
    if (!running) return; // a command of an operator
    time.after(plan.spreadMs(`restart of ${running.name}`, 1000, 60_000), () => {
      running.instance = this.#deps.newInstance(running.name);
      running.busy = none();
      trace.note(running.name, () => 'starts again');
      this.#receive();
    });
  }

  /** Sees to it that each message that can be received is picked up soon. */
  #receive(): void {
    const { queue, seam } = this.#deps;
    for (const place of places) {
      while (this.#pickups[place] < queue.activeCount(place)) {
        this.#pickUp(place, seam.latencyMs('receive'));
      }
    }
  }

  #pickUp(place: Place, afterMs: number): void {
    const { queue, time } = this.#deps;
    this.#pickups[place] += 1;
    time.after(afterMs, () => {
      this.#pickups[place] -= 1;
      if (queue.activeCount(place) <= this.#pickups[place]) return;
      const running = this.#free(place);
      if (running) void this.#handle(running, running.instance, place);
      else this.#pickUp(place, askAgainMs);
    });
  }

  #free(place: Place): Running | undefined {
    const free = this.#running.filter(({ busy, instance }) => {
      return instance.alive && !instance.standsStill && busy[place] < mostAtOnce[place];
    });
    const other = this.#deps.plan.happens('another instance receives', 0.3);
    return free[other ? free.length - 1 : 0];
  }

  async #handle(running: Running, instance: Instance, place: Place): Promise<void> {
    const { queue, time, trace, work } = this.#deps;
    const receivedAtMs = time.now();
    let isRunning = true;
    const renews = () =>
      isRunning &&
      instance.alive &&
      !instance.standsStill &&
      time.now() - receivedAtMs < renewsWithinMs;
    const delivery = queue.receive(place, renews);
    if (!delivery) return;
    const { messageId } = delivery.message;
    trace.note(instance.name, () => `receives ${shownId(messageId)} from ${place}`);
    this.#mayLoseLock(delivery);
    running.busy[place] += 1;
    let how: 'complete' | 'abandon' = 'complete';
    try {
      await work(delivery, instance);
    } catch {
      how = 'abandon';
    }
    isRunning = false;
    if (running.instance === instance) running.busy[place] -= 1;
    await this.#settle(delivery, how, instance);
  }

  async #settle(delivery: Delivery, how: 'complete' | 'abandon', by: Instance): Promise<void> {
    const { seam, settling, queue } = this.#deps;
    const jobId = String(delivery.message.properties['job'] ?? delivery.message.messageId);
    try {
      const act = () => queue.settle(delivery, how);
      await seam.call({ by, service: settling, what: how, jobId, act });
    } catch {
      // The host logs it; the message comes back when its lock runs out.
    }
  }

  #mayLoseLock(delivery: Delivery): void {
    const { plan, time, queue } = this.#deps;
    if (!plan.fault('a lock is lost', { yes: 1 }, 0.5)) return;
    time.after(plan.spreadMs('a lock is lost', 10, 120_000), () => queue.loseLock(delivery));
  }
}

const none = (): Record<Place, number> => ({ queue: 0, deadLetters: 0 });
