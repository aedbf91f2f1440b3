import type { Pause } from '../../shared/pacing/rules/pause.ts';
import { onTerminal } from '../onTerminal.ts';
import { timeText } from './forecast.ts';

/** Who paused until when and why, for a sentence or a cell: "paused by ann until 14:40 (in 25 min): deployment". */
export function pauseText({ untilMs, reason, by }: Pause, nowMs: number): string {
  const until = untilMs === undefined ? 'resumed' : timeText(untilMs, nowMs);
  const why = reason === '' ? '' : `: ${onTerminal(reason)}`;
  return `paused by ${onTerminal(by)} until ${until}${why}`;
}

/** A pause for scripts: its end in ISO form, none for a pause until a person resumes. */
export function pauseView({ untilMs, reason, by }: Pause) {
  return { until: untilMs === undefined ? undefined : new Date(untilMs).toISOString(), reason, by };
}
