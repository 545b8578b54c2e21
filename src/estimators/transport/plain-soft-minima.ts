import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import type { SoftMinima } from './soft-minima';
import { CostRows } from './transport-costs';
import type { TransportOrder } from './transport-on-line';

/** Terms below e⁻⁴⁰ of the largest are beneath rounding, however many there are. */
const NEGLIGIBLE = -40;

/** The soft minima in plain loops, which serve everywhere. */
export async function plainSoftMinima(
  p: SampleMatrix,
  q: SampleMatrix,
  order: TransportOrder,
  pauses: Pauses,
): Promise<SoftMinima> {
  const costs = await CostRows.of(p, q, order, pauses);
  return {
    ofRows: (g, f, epsilon) => softMinimumOfRows(costs, g, f, epsilon, pauses),
    ofColumns: (f, g, epsilon) => softMinimumOfColumns(costs, f, g, epsilon, pauses),
  };
}

async function softMinimumOfRows(
  costs: CostRows,
  g: Float64Array,
  f: Float64Array,
  epsilon: number,
  pauses: Pauses,
): Promise<void> {
  const exponents = new Float64Array(g.length);
  for (let i = 0; i < costs.rows; i++) {
    if (pauses.due()) await pauses.take();
    const row = costs.row(i);
    let largest = -Infinity;
    for (let j = 0; j < row.length; j++) {
      const exponent = (g[j]! - row[j]!) / epsilon;
      exponents[j] = exponent;
      if (exponent > largest) largest = exponent;
    }
    let sum = 0;
    for (let j = 0; j < row.length; j++) {
      const below = exponents[j]! - largest;
      if (below > NEGLIGIBLE) sum += Math.exp(below);
    }
    f[i] = -epsilon * (largest + Math.log(sum / row.length));
  }
}

/** All columns at once, as costs come by rows. */
async function softMinimumOfColumns(
  costs: CostRows,
  f: Float64Array,
  g: Float64Array,
  epsilon: number,
  pauses: Pauses,
): Promise<void> {
  const largest = new Float64Array(g.length).fill(-Infinity);
  const sums = new Float64Array(g.length);
  for (let i = 0; i < costs.rows; i++) {
    if (pauses.due()) await pauses.take();
    const row = costs.row(i);
    for (let j = 0; j < row.length; j++) {
      const exponent = (f[i]! - row[j]!) / epsilon;
      const below = exponent - largest[j]!;
      if (below > 0) {
        sums[j] = sums[j]! * Math.exp(-below) + 1;
        largest[j] = exponent;
      } else if (below > NEGLIGIBLE) sums[j]! += Math.exp(below);
    }
  }
  for (let j = 0; j < g.length; j++) g[j] = -epsilon * (largest[j]! + Math.log(sums[j]! / costs.rows));
}
