import type { Pauses } from '../../scheduling';
import type { CostRows } from './transport-costs';

/** Terms below e⁻⁴⁰ of the largest are beneath rounding, however many there are. */
const NEGLIGIBLE = -40;

/** f(xᵢ) = −ε log meanⱼ exp((g(yⱼ) − C(xᵢ, yⱼ))/ε), into `f`. */
export async function softMinimumOfRows(
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

/** g(yⱼ) = −ε log meanᵢ exp((f(xᵢ) − C(xᵢ, yⱼ))/ε), into `g`: all columns at once, as costs come by rows. */
export async function softMinimumOfColumns(
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
