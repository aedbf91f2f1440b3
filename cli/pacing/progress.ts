import { forecast, timeText } from './forecast.ts';
import type { Waiting } from './waitUntilIdle.ts';

/** The same is said again after so long, in milliseconds: a deployment's log must show that it goes on. */
const againMs = 10_000;

/** Tells what a wait is for, when it changes and now and then. `say` writes one line. */
export function progress(
  now: () => number,
  say: (line: string) => void,
): (waiting: Waiting) => void {
  let said = { what: '', atMs: 0 };
  return (waiting) => {
    const nowMs = now();
    const what = waiting.kind === 'counted' ? `${waiting.count}` : waiting.kind;
    if (what === said.what && nowMs - said.atMs < againMs) return;
    said = { what, atMs: nowMs };
    say(lineOf(waiting, nowMs));
  };
}

function lineOf(waiting: Waiting, nowMs: number): string {
  switch (waiting.kind) {
    case 'seen':
      return 'Waiting until every instance has seen the pause.';
    case 'uncounted':
      return `Without a limit for requests in flight they are not counted. Waiting as long as one can take, until ${timeText(waiting.untilMs, nowMs)}.`;
    case 'counted':
      return `Waiting for ${requestsText(waiting.count)} in flight. Gives up ${forecast(waiting.givesUpAtMs, nowMs)}.`;
    default:
      return waiting satisfies never;
  }
}

/** A number of requests in words. */
export function requestsText(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`;
}
