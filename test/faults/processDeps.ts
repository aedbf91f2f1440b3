import type { Clock } from '../../shared/clock.ts';
import type { HandleDeps } from '../../shared/delivery/handleMessage.ts';
import type { FailedDeps } from '../../shared/failed/failedJob.ts';
import { mailLog } from '../../shared/maillog/mailLog.ts';
import type { Queue } from '../../shared/queue/queue.ts';
import type { Directory } from '../../shared/senders/directory.ts';
import type { Instance } from './instance.ts';
import { contract, sender } from './jobs.ts';
import { simulatedJobBodies, simulatedParkedBodies, simulatedProblems } from './simulatedBodies.ts';
import { simulatedMailFinder, simulatedMailSender } from './simulatedGraph.ts';
import { simulatedLedger } from './simulatedLedger.ts';
import { simulatedPacer } from './simulatedPacer.ts';
import type { World } from './world.ts';

/** What a process of ours works with, a worker as well as a command of an operator. */
export type ProcessDeps = HandleDeps & FailedDeps;

const dayMs = 24 * 3_600_000;

/** Builds the doubles of every seam as one process sees them. */
export function processDeps(
  world: World,
  by: Instance,
  crash: (instance: Instance) => void,
): ProcessDeps {
  const { services, seam, settings, mailboxes, storage, plan, time, trace } = world;
  const clock = simulatedClock(world, by);
  const log = mailLog((_level, line) => noteLine(world, by, line));
  const finder = simulatedMailFinder(
    ...([mailboxes, settings.readingForbidden, services.search, seam, by] as const),
  );
  return {
    ledger: simulatedLedger(world.ledger, services.ledger, seam, by),
    bodies: simulatedJobBodies(storage, services.blobs, seam, by),
    parked: simulatedParkedBodies(storage, services.blobs, seam, by),
    problems: simulatedProblems(storage, services.problems, seam, by),
    directory: simulatedDirectory(world, by),
    queue: simulatedQueue(world, by),
    pacer: simulatedPacer(world, by),
    graph: simulatedMailSender(
      { plan, time, trace, mailboxes, crash, boundsBroken: settings.boundsBroken },
      ...([seam, by] as const),
    ),
    finder: world.engine.rememberingRefusals(finder, clock, log),
    probe: {
      absenceProves: () =>
        seam.call({
          ...{ by, service: services.probe, what: 'read', jobId: '' },
          act: () => settings.absenceProves,
        }),
    },
    clock,
    log,
    contract,
    recipientsAllowed: { addresses: new Set(), domains: new Set() },
    jobLifetimeMs: settings.jobLifetimeMs,
    onUncertain: settings.onUncertain,
    ledgerRetentionMs: 30 * dayMs,
  };
}

function simulatedClock({ time, plan }: World, by: Instance): Clock {
  let claims = 0;
  return {
    now: () => time.now() + by.skewMs,
    monotonic: () => time.now(),
    sleep: (ms) => new Promise((resolve) => time.after(ms, () => by.goOn(resolve))),
    random: () => plan.between('jitter', 0, 1),
    uuid: () => {
      claims += 1;
      return `${by.name}/${by.number}/${claims}`;
    },
  };
}

function simulatedQueue({ services, seam, queue, told }: World, by: Instance): Queue {
  const service = services.queue;
  return {
    schedule: (message, atMs) =>
      seam.call({
        ...{ by, service, what: 'schedule', jobId: String(message.applicationProperties['job']) },
        act: () => void queue.take(message, atMs),
      }),
    report: (_queue, message) =>
      seam.call({
        ...{ by, service, what: 'report', jobId: String(message.applicationProperties['jobId']) },
        act: () => void told.outcomes.add(String(message.messageId)),
      }),
  };
}

function simulatedDirectory({ services, seam, outages }: World, by: Instance): Directory {
  return {
    senderOf: (address) =>
      seam.call({
        ...{ by, service: services.directory, what: 'senderOf', jobId: '' },
        act: () => {
          if (outages.isDown('sync')) return { kind: 'stale' };
          const isSender = address === sender;
          return isSender ? { kind: 'sender', mailboxId: 'mailbox-1' } : { kind: 'notAllowed' };
        },
      }),
  };
}

/** Some lines of the log say what the invariant must know. */
function noteLine({ told, trace }: World, by: Instance, line: string): void {
  trace.note(by.name, () => `logs ${line.slice(0, 120)}`);
  if (line.includes('"event":"impossible"')) told.unexpected.push(line);
  if (line.includes('"event":"outcomeNotReported"')) {
    told.notReported.add(String(JSON.parse(line).jobId));
  }
}
