import { app } from '@azure/functions';
import type { Config } from '../../../shared/config.ts';
import type { LogSink } from '../../../shared/maillog/mailLog.ts';
import { createRuntime as createRealRuntime, type Runtime } from '../../../shared/runtime.ts';
import { crashPoint } from './crashPoint.ts';
import { slowLedger } from './slowLedger.ts';

/*
 * Built in place of shared/runtime.ts: the real clients, with a named step before and after every call that leaves a trace.
 * The names are those of test/crash/steps.ts.
 */

const reach = crashPoint(process.env['CRASH_AT']);

/** How the steps of a function are called; the timers are of no interest. */
const functionNames: Readonly<Record<string, string>> = {
  sendMail: '',
  sweepDeadLetters: 'sweeper ',
};

app.hook.preInvocation(({ invocationContext }) => {
  const name = functionNames[invocationContext.functionName];
  if (name !== undefined) reach(`${name}received`);
});

// Runs when the handler has returned and before the host completes the message.
app.hook.postInvocation(({ invocationContext }) => {
  const name = functionNames[invocationContext.functionName];
  if (name !== undefined) reach(`${name}returned`);
});

/** The real runtime, which ends the process at the step that CRASH_AT names. */
export function createRuntime(config: Config, sink: LogSink): Runtime {
  const real = createRealRuntime(config, sink);
  const { graph, finder, queue, bodies, parked, problems } = real;
  const ledger = slowLedger(real.ledger, Number(process.env['LEDGER_DELAY_MS'] ?? 0));
  return {
    ...real,
    ledger: {
      read: (jobId) => ledger.read(jobId),
      insert: (jobId, row) => around(`ledger ${row.state}`, () => ledger.insert(jobId, row)),
      replace: (jobId, etag, row) =>
        around(`ledger ${row.state}`, () => ledger.replace(jobId, etag, row)),
    },
    graph: {
      async send(request) {
        reach('after the guard');
        const answer = await graph.send(request);
        reach('answered');
        return answer;
      },
    },
    finder: { find: (request) => around('search', () => finder.find(request)) },
    queue: {
      schedule: (message, atMs) => around('scheduling', () => queue.schedule(message, atMs)),
      report: (name, message) => around('outcome', () => queue.report(name, message)),
    },
    bodies: {
      read: (name) => around('reading the claim check', () => bodies.read(name)),
      write: (name, mime) => around('writing a claim check', () => bodies.write(name, mime)),
      remove: (name) => around('removing the claim check', () => bodies.remove(name)),
    },
    parked: {
      ...parked,
      park: (name, mail) => around('parking', () => parked.park(name, mail)),
    },
    problems: {
      ...problems,
      add: (problem) => around('listing', () => problems.add(problem)),
    },
  };
}

async function around<T>(name: string, call: () => Promise<T>): Promise<T> {
  reach(`before ${name}`);
  const result = await call();
  reach(`after ${name}`);
  return result;
}
