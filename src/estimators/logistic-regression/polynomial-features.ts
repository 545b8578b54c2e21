import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';

/** Products of coordinates that stand beside the coordinates themselves. */
export type PolynomialKind = 'linear' | 'squares' | 'quadratic';

/**
 * Counts the features of each kind: of d coordinates d, 2d, or d + d(d + 1)/2.
 *
 * @param kind - which products
 * @param dimension - d
 */
export function polynomialFeatureCount(kind: PolynomialKind, dimension: number): number {
  if (kind === 'linear') return dimension;
  return kind === 'squares' ? 2 * dimension : dimension + (dimension * (dimension + 1)) / 2;
}

/**
 * The coordinates, and the products of two of them: none, x_i² only, or all x_i·x_j with i ≤ j. The log-ratio of any two
 * Gaussians is linear in the last.
 */
export async function polynomialFeatures(
  kind: PolynomialKind,
  samples: SampleMatrix,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const { values, count, dimension } = samples;
  const width = polynomialFeatureCount(kind, dimension);
  const features = new Float64Array(count * width);
  const fill = (row: number) => {
    const from = row * dimension;
    let to = row * width;
    for (let i = 0; i < dimension; i++) features[to++] = values[from + i]!;
    if (kind === 'linear') return;
    for (let i = 0; i < dimension; i++) {
      const last = kind === 'squares' ? i + 1 : dimension;
      for (let j = i; j < last; j++) features[to++] = values[from + i]! * values[from + j]!;
    }
  };
  await inBlocks(count, width, pauses, (first, end) => {
    for (let row = first; row < end; row++) fill(row);
  });
  return { values: features, count, dimension: width };
}
