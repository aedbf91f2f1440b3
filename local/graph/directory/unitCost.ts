/** `$top` below this makes a request cheaper (throttling-limits page). */
const smallPage = 20;

/**
 * What a directory request costs in resource units: `$select` and a small `$top` make it cheaper, `$expand` dearer, and
 * one unit is the least (throttling-limits page, identity and access).
 * @param baseUnits the cost of the path alone
 */
export function unitCost(baseUnits: number, query: URLSearchParams): number {
  const top = query.get('$top');
  const units =
    baseUnits -
    (query.has('$select') ? 1 : 0) +
    (query.has('$expand') ? 1 : 0) -
    (top !== null && Number(top) < smallPage ? 1 : 0);
  return Math.max(1, units);
}
