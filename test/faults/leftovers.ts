import { parkedName } from '../../shared/bodies/parkedBodies.ts';
import type { World } from './world.ts';

/**
 * Harmless traces of a finished or discarded job among what needs a person: a process that died or stood still can leave
 * them, and a person can discard them. Counted, not broken.
 */
export function leftovers({ jobs, ledger, storage }: World): readonly string[] {
  return jobs.flatMap(({ id }) => {
    const row = ledger.row(id);
    if (!row) return [];
    const needsPerson = row.state === 'failed' || row.state === 'held';
    if (needsPerson && row.discardedAtMs === undefined) return [];
    const shown = needsPerson ? 'discarded' : row.state;
    const listedAs = storage.problems.get(id)?.state;
    const isParked = storage.parkedMimes.has(parkedName(id));
    return [
      ...(listedAs && listedAs !== row.state ? [`${shown}, listed as ${listedAs}`] : []),
      ...(isParked ? [`${shown}, with a parked body`] : []),
    ];
  });
}
