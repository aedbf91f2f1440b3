/** The middle one of several figures; of an even number the mean of the two in the middle. Throws a RangeError without any. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('No figures, no median.');
  return (lower + upper) / 2;
}

/**
 * How one series compares with another that was measured in turn with it: the median of the ratios of each round. What slows
 * the machine down for a round slows both.
 */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new RangeError('The series have other lengths.');
  return median(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)));
}

/** A share as people read it: `98.4 %`. */
export function percent(share: number | undefined): string {
  return share === undefined ? notMeasured : `${(share * 100).toFixed(1)} %`;
}

/** A ratio as people read it: `0.97 x`. */
export function times(ratio: number | undefined): string {
  return ratio === undefined ? notMeasured : `${ratio.toFixed(2)} x`;
}

/** A figure with so many digits after the point. */
export function fixed(figure: number | undefined, digits: number): string {
  return figure === undefined ? notMeasured : figure.toFixed(digits);
}

/** What stands where a system cannot tell. */
export const notMeasured = 'not measured';
