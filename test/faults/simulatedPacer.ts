import type { Later, Pacer, Turn } from '../../shared/pacing/pacer.ts';
import type { Instance } from './instance.ts';
import type { World } from './world.ts';

const reasons = { RateLimit: 4, InFlight: 2, Paused: 1 } as const;

/**
 * A pacer as the engine sees one: mostly it lets a job go at once, sometimes it plans it for later or promises it a slot that
 * is free after a while or never, and its store can fail. The arithmetic of the real one has its own tests.
 */
export function simulatedPacer({ services, seam, plan, time }: World, by: Instance): Pacer {
  return {
    reserve: () =>
      seam.call({
        ...{ by, service: services.pacer, what: 'reserve', jobId: '' },
        act: (): Turn | Later => {
          const why = plan.choose('a turn later', 0.1, reasons);
          if (why === undefined) return { kind: 'turn', mayStart, end: async () => {} };
          const inMs = plan.spreadMs('a turn later', 1000, 3_600_000);
          return { kind: 'later', atMs: time.now() + inMs, why };
        },
      }),
  };

  /** No longer than the guard, as the real one: unless the process stands still meanwhile. */
  function mayStart(): Promise<boolean> {
    const promise = plan.choose('a promised slot', 0.1, { kept: 4, broken: 1 });
    if (promise === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      time.after(plan.spreadMs('a promised slot', 1, 10_000), () =>
        by.goOn(() => resolve(promise === 'kept')),
      );
    });
  }
}
