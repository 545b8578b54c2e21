import {
  innerProduct,
  meanOfTerms,
  monotoneCost,
  type SampleMatrix,
  sampleVariance,
  sortedIndices,
  transportOnLine,
  varianceOfMean,
} from '../../estimators/parts';
import { inBlocks, type Pauses } from '../../scheduling';
import { sortValues } from './sort-values';

/** The mean squared Wasserstein-2 distance of projections, and the two parts of its variance. */
export interface Slices {
  readonly mean: number;
  /** The part that comes from the directions being some of all. */
  readonly ofDirections: number;
  /** The part that comes from the rows being some of many. */
  readonly ofRows: number;
}

/** Directions along which each row's part in the cost is looked at. */
const WITH_PARTS = 50;

/**
 * Compares two sets of rows along each of some directions.
 *
 * The rows' part in the variance is the delta method's: the cost's derivative by a row's weight is its Kantorovich potential,
 * averaged over the directions (Sommerfeld & Munk 2018, "Inference for Empirical Wasserstein Distances on Finite Spaces"). It
 * is looked at along the first 50; the noise of so few is taken off.
 *
 * @param x - at least 2 rows
 * @param y - at least 2 rows
 * @param directions - of length 1, at least 2
 * @param pauses - taken now and then
 */
export async function slicesOf(
  x: SampleMatrix,
  y: SampleMatrix,
  directions: SampleMatrix,
  pauses: Pauses,
): Promise<Slices> {
  const costs = new Float64Array(directions.count);
  const [ofX, ofY] = [noPotentials(x.count), noPotentials(y.count)];
  const withParts = Math.min(WITH_PARTS, directions.count);
  for (let direction = 0; direction < directions.count; direction++) {
    const [onX, onY] = [
      await projected(x, directions, direction, pauses),
      await projected(y, directions, direction, pauses),
    ];
    costs[direction] =
      direction < withParts
        ? await costWithPotentials(onX, onY, ofX, ofY, pauses)
        : monotoneCost(await sortValues(onX, pauses), await sortValues(onY, pauses), 2);
    if (pauses.due()) await pauses.take();
  }
  return {
    mean: meanOfTerms(costs),
    ofDirections: varianceOfMean(costs),
    ofRows:
      varianceOfPotentials(ofX, withParts, directions.count) +
      varianceOfPotentials(ofY, withParts, directions.count),
  };
}

/** Sums over directions of each row's centered potential, and the sum of all squares. */
interface Potentials {
  readonly sums: Float64Array;
  squares: number;
}

function noPotentials(count: number): Potentials {
  return { sums: new Float64Array(count), squares: 0 };
}

async function projected(
  { values, count, dimension }: SampleMatrix,
  directions: SampleMatrix,
  direction: number,
  pauses: Pauses,
): Promise<Float64Array> {
  const numbers = new Float64Array(count);
  await inBlocks(count, dimension, pauses, (from, to) => {
    for (let row = from; row < to; row++)
      numbers[row] = innerProduct(
        values,
        row * dimension,
        directions.values,
        direction * dimension,
        dimension,
      );
  });
  return numbers;
}

async function costWithPotentials(
  onX: Float64Array,
  onY: Float64Array,
  ofX: Potentials,
  ofY: Potentials,
  pauses: Pauses,
): Promise<number> {
  const [orderX, orderY] = [await sortedIndices(onX, pauses), await sortedIndices(onY, pauses)];
  const sorted = (numbers: Float64Array, order: Int32Array) =>
    numbers.map((_, place) => numbers[order[place]!]!);
  const transport = await transportOnLine(sorted(onX, orderX), sorted(onY, orderY), 2, pauses);
  addCentered(ofX, transport.potentialsP, orderX);
  addCentered(ofY, transport.potentialsQ, orderY);
  return transport.cost;
}

/** Potentials are known up to a constant, another one in each direction: their means are taken off. */
function addCentered(to: Potentials, potentials: Float64Array, order: Int32Array): void {
  const center = meanOfTerms(potentials);
  order.forEach((row, place) => {
    const value = potentials[place]! - center;
    to.sums[row]! += value;
    to.squares += value * value;
  });
}

/** The variance of the mean over rows, of potentials that are averaged over all directions. */
function varianceOfPotentials({ sums, squares }: Potentials, directions: number, all: number): number {
  const count = sums.length;
  const means = sums.map((sum) => sum / directions);
  const ofMeans = means.reduce((total, value) => total + value * value, 0);
  // How much a row's potential differs from direction to direction.
  const noise = Math.max(0, squares - directions * ofMeans) / ((directions - 1) * (count - 1));
  const ofRows = Math.max(0, sampleVariance(means) - noise / directions);
  return (ofRows + noise / all) / count;
}
