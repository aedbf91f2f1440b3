import { readCommandLine, usage } from './commandLine.ts';
import { type FunctionsHost, startFunctionsHost } from './host.ts';
import { errorText, type HostEvents, printEvents } from './hostEvent.ts';
import { StartError } from './startError.ts';

/*
 * The process that runs a function app. It is a process of its own so that it can be killed: by a test, by the app's
 * own crash, by a timeout. A parent that spawned it with an IPC channel is told when it is ready (hostProcess.ts).
 */

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : errorText(error)}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const { json, help, ...where } = readCommandLine(process.argv.slice(2));
  if (help) {
    process.stdout.write(`Usage: ${usage}\n`);
    return;
  }
  const events = printEvents({ json });
  enter(where.root);
  const host = await startFunctionsHost({ ...where, events });
  const { port, functions, refused } = host;
  events({ event: 'ready', port, functions, refused });
  process.send?.({ ready: true, port, functions, refused });

  // When the parent is gone its end of our output is closed too: what runs still ends as it should.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const stop = once(() => stopAndExit(host, events));
  process.on('SIGTERM', stop).on('SIGINT', stop);
  if (process.channel) process.on('disconnect', stop); // the parent is gone: nobody would stop us any more
}

/** The worker's working folder is the app's. */
function enter(root: string): void {
  try {
    process.chdir(root);
  } catch (cause) {
    throw new StartError(`--root ${root} is no folder that can be entered.`, { cause });
  }
}

async function stopAndExit(host: FunctionsHost, events: HostEvents): Promise<void> {
  events({ event: 'stopping' });
  await host.stop();
  events({ event: 'stopped' });
  process.exit(0); // an app may have left timers and connections open; the worker ends the same way
}

/** Ctrl-C reaches the whole process group, so a signal may come twice: the second changes nothing. */
function once(work: () => Promise<void>): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    work().catch((error: unknown) => {
      process.stderr.write(`The host could not stop: ${errorText(error)}\n`);
      process.exit(1);
    });
  };
}
