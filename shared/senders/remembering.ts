import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

/** How much is remembered, and for how long. */
export interface Memory {
  /** Answers; the one that was not used for longest goes first. */
  readonly most: number;
  readonly forMs: number;
}

/**
 * Remembers what a function answered, by its key; those who ask at the same time share one question. An error is given
 * to those who asked, and forgotten.
 */
export function remembering<Answer extends object>(
  ask: (key: string) => Promise<Answer>,
  { most, forMs }: Memory,
  clock: Pick<Clock, 'monotonic'>,
): (key: string) => Promise<Answer> {
  const answers = new LRUCache<string, Answer>({
    max: most,
    ttl: forMs,
    ttlResolution: 0,
    perf: { now: () => clock.monotonic() },
    fetchMethod: (key) => ask(key),
  });
  return (key) => answers.forceFetch(key);
}
