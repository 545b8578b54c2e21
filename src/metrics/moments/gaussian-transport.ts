import { type PivotedCholesky, pivotedCholeskySteps, symmetricEigenSteps } from '../../math';
import { eachInBlocks, inSteps, type Pauses } from '../../scheduling';

/** The optimal transport between two centered Gaussians of covariances Σ₁ and Σ₂. */
export interface GaussianTransport {
  /** Tr((Σ₁^½Σ₂Σ₁^½)^½). */
  readonly rootTrace: number;
  /** xᵀT·x, T = Σ₁^−½(Σ₁^½Σ₂Σ₁^½)^½Σ₁^−½ taking the first to the second, for an x that the first may give. */
  readonly alongFirst: (x: Float64Array) => number;
  /** yᵀT⁻¹·y, for a y that the second may give. */
  readonly alongSecond: (y: Float64Array) => number;
}

/**
 * The trace of (Σ₁Σ₂)^½, soundly: with Σ₁ = UᵀU it is that of (UΣ₂Uᵀ)^½, whose eigenvalues are real and ≥ 0 also where the
 * covariances are singular; what scipy's `sqrtm` of the product loses there, digits and the sign, isn't lost.
 *
 * @param first - Σ₁, d·d numbers
 * @param second - Σ₂
 * @param dimension - d
 * @param pauses - taken now and then
 * @param withMap - whether the map is wanted too, which takes eigenvectors
 */
export async function gaussianTransport(
  first: Float64Array,
  second: Float64Array,
  dimension: number,
  pauses: Pauses,
  withMap: boolean,
): Promise<GaussianTransport> {
  const factor = await inSteps(pivotedCholeskySteps(first, dimension), pauses);
  const { rank, rows } = factor;
  const between = await sandwich(rows, rank, second, dimension, pauses);
  const { values, vectors } = await inSteps(symmetricEigenSteps(between, rank, withMap), pauses);
  // What is this small is rounding of 0: its root would not be small.
  const negligible = rank * Number.EPSILON * Math.max(0, ...values.slice(-1));
  const roots = values.map((value) => (value > negligible ? Math.sqrt(value) : 0));
  const stretched = (coordinates: Float64Array, weight: (root: number) => number) => {
    let sum = 0;
    roots.forEach((root, v) => {
      if (root > 0) sum += weight(root) * innerProduct(vectors, v * rank, coordinates, 0, rank) ** 2;
    });
    return sum;
  };
  return {
    rootTrace: roots.reduce((sum, root) => sum + root, 0),
    alongFirst: (x) => stretched(solve(factor, x), (root) => root),
    alongSecond: (y) => {
      const coordinates = Float64Array.from({ length: rank }, (_, k) =>
        innerProduct(rows, k * dimension, y, 0, dimension),
      );
      return stretched(coordinates, (root) => 1 / root);
    },
  };
}

/** U·Σ·Uᵀ. */
async function sandwich(
  rows: Float64Array,
  rank: number,
  covariance: Float64Array,
  dimension: number,
  pauses: Pauses,
): Promise<Float64Array> {
  const product = new Float64Array(rank * rank);
  const image = new Float64Array(dimension);
  for (let row = 0; row < rank; row++) {
    await eachInBlocks(dimension, dimension, pauses, (i) => {
      image[i] = innerProduct(covariance, i * dimension, rows, row * dimension, dimension);
    });
    await eachInBlocks(rank, dimension, pauses, (other) => {
      if (other < row) return;
      const value = innerProduct(rows, other * dimension, image, 0, dimension);
      product[row * rank + other] = value;
      product[other * rank + row] = value;
    });
  }
  return product;
}

/** The z with Uᵀz = x, for an x that has one. */
function solve({ rank, rows, pivots }: PivotedCholesky, x: Float64Array): Float64Array {
  const left = x.slice();
  const dimension = x.length;
  return Float64Array.from({ length: rank }, (_, k) => {
    const start = k * dimension;
    const coordinate = left[pivots[k]!]! / rows[start + pivots[k]!]!;
    for (let i = 0; i < dimension; i++) left[i]! -= coordinate * rows[start + i]!;
    return coordinate;
  });
}

/** Four sums, as an addition has to wait for the one before it. */
function innerProduct(
  a: Float64Array,
  aOffset: number,
  b: Float64Array,
  bOffset: number,
  length: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    first += a[aOffset + k]! * b[bOffset + k]!;
    second += a[aOffset + k + 1]! * b[bOffset + k + 1]!;
    third += a[aOffset + k + 2]! * b[bOffset + k + 2]!;
    fourth += a[aOffset + k + 3]! * b[bOffset + k + 3]!;
  }
  for (; k < length; k++) first += a[aOffset + k]! * b[bOffset + k]!;
  return first + second + third + fourth;
}
