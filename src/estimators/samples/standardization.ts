import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from './samples';
import type { Sides } from './sides';

/** x ↦ (x − mean)/scale, axis by axis. */
export interface Standardization {
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

/**
 * The standardization that gives the two distributions' even mixture mean 0 and variance 1 along each axis. An axis without
 * variance is only centered.
 */
export async function pooledStandardization(
  p: SampleMatrix,
  q: SampleMatrix,
  pauses: Pauses,
): Promise<Standardization> {
  const origin = new Float64Array(p.dimension);
  const half = async (from: Float64Array, power: 1 | 2) => {
    const [ofP, ofQ] = [await axisMeans(p, from, power, pauses), await axisMeans(q, from, power, pauses)];
    return ofP.map((mean, axis) => (mean + ofQ[axis]!) / 2);
  };
  const means = await half(origin, 1);
  const variances = await half(means, 2);
  const scales = variances.map((variance) =>
    variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : 1,
  );
  return { means, scales };
}

/** The standardized samples, a copy. */
export async function standardize(
  { means, scales }: Standardization,
  samples: SampleMatrix,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { dimension, count } = samples;
  const values = new Float64Array(samples.values.length);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let at = from * dimension; at < to * dimension; ) {
      for (let axis = 0; axis < dimension; axis++, at++) {
        values[at] = (samples.values[at]! - means[axis]!) / scales[axis]!;
      }
    }
  });
  return { values, count, dimension };
}

/** Both sides' samples, standardized by these samples themselves. */
export async function standardizeSides(
  p: SampleMatrix,
  q: SampleMatrix,
  pauses: Pauses,
): Promise<Sides<SampleMatrix> & { readonly standardization: Standardization }> {
  const standardization = await pooledStandardization(p, q, pauses);
  return {
    standardization,
    p: await standardize(standardization, p, pauses),
    q: await standardize(standardization, q, pauses),
  };
}

/** The mean of (x − from)^power along each axis. */
async function axisMeans(
  { values, count, dimension }: SampleMatrix,
  from: Float64Array,
  power: 1 | 2,
  pauses: Pauses,
): Promise<Float64Array> {
  const sums = new Float64Array(dimension);
  await inBlocks(count, dimension, pauses, (first, end) => {
    for (let at = first * dimension; at < end * dimension; ) {
      for (let axis = 0; axis < dimension; axis++, at++) {
        const difference = values[at]! - from[axis]!;
        sums[axis]! += power === 1 ? difference : difference * difference;
      }
    }
  });
  return sums.map((sum) => sum / count);
}
