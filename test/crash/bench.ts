import { availableParallelism } from 'node:os';
import { type LocalServices, startLocalServices } from '../../local/stack/localServices.ts';
import { type Lane, startLane } from './lane.ts';

/** Cells mostly wait for locks and for the protocol's times, so more of them run at a time than there are processors. */
const laneCount = Math.ceil(2.5 * Math.min(availableParallelism(), 4));

/** Locks short enough to wait for; the real client flakes below 3 s. */
const mailQueue = {
  lockDurationMs: 3000,
  maxDeliveryCount: 10,
  duplicateDetectionWindowMs: 600_000,
  deadLetterOnExpiration: true,
};

/** Where cells run: stores and a broker that all share, and lanes of which each serves one cell at a time. */
export interface Bench {
  /** Runs something on a lane as soon as one is free. */
  onLane<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Starts the services and their lanes. */
export async function startBench(): Promise<Bench> {
  const names = Array.from({ length: laneCount }, (_, index) => String(index + 1));
  const queues = Object.fromEntries(
    names.flatMap((name) => [
      [`mail-${name}`, mailQueue],
      [`replies-${name}`, {}],
    ]),
  );
  const services = await startLocalServices({ anyPorts: true, queues });
  const lanes = await Promise.all(names.map((name) => startLane(name, services)));
  return { onLane: lending(lanes), close: () => closeAll(lanes, services) };
}

/** Lends the lanes out, one after the other to who asked first. */
function lending(lanes: readonly Lane[]): Bench['onLane'] {
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  return async (work) => {
    const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = waiting.shift();
      if (next) next(lane);
      else free.push(lane);
    }
  };
}

async function closeAll(lanes: readonly Lane[], services: LocalServices): Promise<void> {
  await Promise.all(lanes.map((lane) => lane.close()));
  await services.close();
}
