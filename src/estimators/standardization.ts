import type { SampleMatrix } from './samples';

/** x ↦ (x − mean)/scale, axis by axis. */
export interface Standardization {
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

/**
 * The standardization that gives the two distributions' even mixture mean 0 and variance 1 along each axis. An axis without
 * variance is only centred.
 */
export function pooledStandardization(p: SampleMatrix, q: SampleMatrix): Standardization {
  const { dimension } = p;
  const means = new Float64Array(dimension);
  const scales = new Float64Array(dimension);
  for (let axis = 0; axis < dimension; axis++) {
    const [meanP, meanQ] = [axisMean(p, axis, 0, 1), axisMean(q, axis, 0, 1)];
    const mean = (meanP + meanQ) / 2;
    means[axis] = mean;
    const variance = (axisMean(p, axis, mean, 2) + axisMean(q, axis, mean, 2)) / 2;
    scales[axis] = variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : 1;
  }
  return { means, scales };
}

/** The standardized samples, a copy. */
export function standardize({ means, scales }: Standardization, samples: SampleMatrix): SampleMatrix {
  const { dimension } = samples;
  const values = samples.values.map(
    (value, index) => (value - means[index % dimension]!) / scales[index % dimension]!,
  );
  return { ...samples, values };
}

function axisMean(
  { values, count, dimension }: SampleMatrix,
  axis: number,
  from: number,
  power: 1 | 2,
): number {
  let sum = 0;
  for (let index = axis; index < values.length; index += dimension) sum += (values[index]! - from) ** power;
  return sum / count;
}
