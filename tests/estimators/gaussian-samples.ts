import type { FlatSamples } from 'gan-core/estimators';

export { drawNormal as gaussianSamples } from './likelihood/draws';

/** log p(x)/q(x) of two such Gaussians at each sample. */
export function gaussianLogRatios(
  { values, dimension }: FlatSamples,
  p: { means: readonly number[]; deviations: readonly number[] },
  q: { means: readonly number[]; deviations: readonly number[] },
): number[] {
  const logDensity = (row: number, { means, deviations }: typeof p) =>
    means.reduce((sum, mean, axis) => {
      const z = (values[row * dimension + axis]! - mean) / deviations[axis]!;
      return sum - (z * z) / 2 - Math.log(deviations[axis]!);
    }, 0);
  return Array.from(
    { length: values.length / dimension },
    (_, row) => logDensity(row, p) - logDensity(row, q),
  );
}

/** The same number along each axis. */
export const along = (dimension: number, value: number): number[] =>
  Array.from({ length: dimension }, () => value);
