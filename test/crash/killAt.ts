import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import type { HostProcess } from '../../local/host/hostProcess.ts';
import { crashedAt } from './app/crashPoint.ts';
import type { Lane } from './lane.ts';
import type { Cell } from './matrix.ts';
import { mailCount } from './scenarios.ts';
import { isWatched, type WatchedStep } from './steps.ts';

/** One mail has passed the step by then, one is behind. */
const occurrence = 2;
/** Until the step is reached, on a machine that has little time. */
const reachedWithinMs = 60_000;

/** How a step is seen from outside: what Graph does meanwhile, and when it is reached. */
interface Watch {
  readonly faults: readonly FaultRule[];
  isReached(lane: Lane, sendsBefore: number): boolean;
}

const watches: Readonly<Record<WatchedStep, Watch>> = {
  'request written': {
    faults: [{ on: 'sendMail', answer: 'never', acceptAfterMs: 700 }],
    isReached: (lane, before) => sends(lane) - before >= occurrence,
  },
  'mail accepted': {
    faults: [{ on: 'sendMail', answer: 'never', accept: true }],
    isReached: (lane, before) => sends(lane) - before >= occurrence,
  },
  completed: {
    faults: [],
    isReached: (lane) => lane.counts().active + lane.counts().scheduled <= mailCount - occurrence,
  },
};

/** Starts the functions and sees to it that they are killed at the step. False: they were killed too, but elsewhere. */
export async function killAt(
  { scenario, step }: Cell,
  env: Readonly<Record<string, string>>,
  lane: Lane,
): Promise<boolean> {
  const { graph } = lane;
  graph.setBehaviour({ reading: scenario.reading, visibleAfterMs: 300 });
  if (!isWatched(step)) {
    graph.setFaults(scenario.faults);
    return crashesAt(step, lane.startFunctions({ ...env, CRASH_AT: `${step}#${occurrence}` }));
  }
  const watch = watches[step];
  const sendsBefore = sends(lane);
  graph.setFaults([...watch.faults, ...scenario.faults]);
  const functions = await lane.startFunctions(env);
  const reached = await within(() => watch.isReached(lane, sendsBefore));
  await functions.kill();
  graph.setFaults(scenario.faults);
  return reached;
}

async function crashesAt(step: string, starting: Promise<HostProcess>): Promise<boolean> {
  const lastWords = `${crashedAt} ${step}`;
  let functions: HostProcess;
  try {
    functions = await starting;
  } catch (error) {
    if (String(error).includes(lastWords)) return true; // it worked before it told that it was ready
    throw error;
  }
  let toldStep = false;
  functions.onLine(({ text }) => {
    toldStep ||= text === lastWords;
  });
  const timer = setTimeout(() => void functions.kill(), reachedWithinMs);
  const { signal } = await functions.exited;
  clearTimeout(timer);
  return toldStep && signal === 'SIGKILL';
}

async function within(isReached: () => boolean): Promise<boolean> {
  const endAt = performance.now() + reachedWithinMs;
  while (performance.now() < endAt) {
    if (isReached()) return true;
    await sleep(2);
  }
  return false;
}

const sends = (lane: Lane): number => lane.graph.requests().sendMailCount;
