import type { Decision } from './faultPlan.ts';
import { type RunResult, runOnce } from './run.ts';
import type { Engine } from './world.ts';

/** The name of the property that a text of the invariant begins with, such as `S1`. */
function propertyOf(broken: string): string {
  return broken.slice(0, 2);
}

/**
 * The shortest schedule of a failing run that still breaks the same property: decisions are taken back, first in large
 * pieces, then one by one, as long as the run still fails. Returns that run, with its trace.
 */
export async function shrink(
  engine: Engine,
  { seed, broken, decisions }: RunResult,
  property = propertyOf(broken[0] ?? ''),
): Promise<RunResult> {
  const repeat = (kept: readonly Decision[], keepsTrace: boolean) =>
    runOnce(engine, seed, { only: new Set(kept.map(({ name }) => name)), keepsTrace });
  const stillFails = async (kept: readonly Decision[]) =>
    (await repeat(kept, false)).broken.some((one) => propertyOf(one) === property);

  let kept = decisions;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1) {
    const fewer = await without(kept, size, stillFails);
    // A pass over single decisions may have made others needless.
    const goesOn = size > 1 || fewer.length < kept.length;
    kept = fewer;
    size = goesOn ? Math.max(1, Math.floor(size / 2)) : 0;
  }
  return repeat(kept, true);
}

/** Without each piece of this size that is not needed. */
async function without(
  decisions: readonly Decision[],
  size: number,
  stillFails: (kept: readonly Decision[]) => Promise<boolean>,
): Promise<readonly Decision[]> {
  let kept = decisions;
  let at = 0;
  while (at < kept.length) {
    const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
    if (await stillFails(fewer)) kept = fewer;
    else at += size;
  }
  return kept;
}
