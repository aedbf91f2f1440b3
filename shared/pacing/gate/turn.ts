import type { Clock } from '../../clock.ts';
import type { Turn, TurnEnd } from '../pacer.ts';

/** The right to start within `leftMs`, when its slot is there. `onEnd` is called once; what it returns is waited for. */
export function turn(
  clock: Clock,
  leftMs: number,
  isSlotThere: true | Promise<boolean>,
  onEnd: (how: TurnEnd) => Promise<void> | undefined,
): Turn {
  const startBeforeMs = clock.monotonic() + leftMs;
  let hasEnded = false;
  return {
    kind: 'turn',
    mayStart: async () => (await isSlotThere) && clock.monotonic() < startBeforeMs,
    end: async (how) => {
      if (hasEnded) return;
      hasEnded = true;
      await onEnd(how);
    },
  };
}
