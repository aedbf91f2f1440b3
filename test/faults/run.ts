import { type Decision, FaultPlan } from './faultPlan.ts';
import { brokenProperties } from './invariant.ts';
import { leftovers } from './leftovers.ts';
import { inviteOperators } from './people.ts';
import { startProducers } from './producers.ts';
import { type Engine, World } from './world.ts';

/** How one run ended. */
export interface RunResult {
  readonly seed: number;
  /** What is broken, each beginning with the name of its property; empty when all is well. */
  readonly broken: readonly string[];
  readonly leftovers: readonly string[];
  readonly decisions: readonly Decision[];
  readonly eventCount: number;
  readonly trace: readonly string[];
}

/** How a run is repeated. */
export interface RunWish {
  /** Names of the decisions that stay; everything else goes as usual. */
  readonly only?: ReadonlySet<string>;
  readonly keepsTrace?: boolean;
}

/** In time of trouble; then the trouble ends. */
const mostEventsInTrouble = 3000;
/** No run has needed a third of it from then on: one that does never becomes quiet. */
const mostEventsToQuiet = 10_000;

/** One run: trouble for a while, then time goes on without any until all is quiet, then the invariant. */
export async function runOnce(
  engine: Engine,
  seed: number,
  { only, keepsTrace = false }: RunWish = {},
): Promise<RunResult> {
  const plan = new FaultPlan(seed, only);
  const world = new World(plan, engine, keepsTrace);
  const { time, settings, trace, outages } = world;
  outages.plan(plan, time, trace, settings.troubleMs);
  startProducers(world);
  inviteOperators(world);

  const untilMs = world.startMs + settings.troubleMs;
  await time.run({ untilMs, mostEvents: mostEventsInTrouble });
  plan.quiet = true;
  outages.endAll();
  trace.note('', () => 'From here on nothing goes wrong any more.');
  const mostEvents = time.eventCount + mostEventsToQuiet;
  await time.run({ mostEvents });

  const { eventCount } = time;
  const broken = eventCount < mostEvents ? brokenProperties(world) : ['L1: it never becomes quiet'];
  return {
    ...{ seed, broken, leftovers: leftovers(world), eventCount },
    ...{ decisions: plan.taken, trace: trace.lines },
  };
}
