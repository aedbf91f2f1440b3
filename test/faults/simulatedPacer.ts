import type { Later, Pacer, Turn } from '../../shared/pacing/pacer.ts';
import type { Instance } from './instance.ts';
import type { World } from './world.ts';

const reasons = { RateLimit: 4, InFlight: 2, Paused: 1 } as const;

/**
 * A pacer as the engine sees one: mostly it lets a job go at once, sometimes it plans it for later, and its store can fail.
 * The arithmetic of the real one has its own tests.
 */
export function simulatedPacer({ services, seam, plan, time }: World, by: Instance): Pacer {
  return {
    reserve: () =>
      seam.call({
        ...{ by, service: services.pacer, what: 'reserve', jobId: '' },
        act: (): Turn | Later => {
          const why = plan.choose('a turn later', 0.1, reasons);
          if (why === undefined) return { kind: 'turn', mayStart: () => true, end: async () => {} };
          const inMs = plan.spreadMs('a turn later', 1000, 3_600_000);
          return { kind: 'later', atMs: time.now() + inMs, why };
        },
      }),
  };
}
