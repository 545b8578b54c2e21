import { neumaierSum } from '../../math';
import { inBlocks, type Pauses } from '../../scheduling';

/** The power of the distance that transport pays: 1 for W₁, 2 for W₂². */
export type TransportOrder = 1 | 2;

/** An optimal transport and its dual solution. */
export interface Transport {
  /** The least mean of ‖x − y‖^order. */
  readonly cost: number;
  /** A Kantorovich potential at each point x, up to a constant. */
  readonly potentialsP: Float64Array;
  /** And at each point y. */
  readonly potentialsQ: Float64Array;
}

/**
 * Optimal transport on the line: the i-th smallest goes with the i-th smallest, and where there are more points on one side,
 * masses are split (∫₀¹ |F⁻¹(t) − G⁻¹(t)|^order dt; Villani 2003, "Topics in Optimal Transportation", Theorem 2.18).
 *
 * @param x - ascending
 * @param y - ascending
 * @param order - the power
 * @param pauses - taken now and then
 * @returns the cost and the potentials, exact
 */
export async function transportOnLine(
  x: Float64Array,
  y: Float64Array,
  order: TransportOrder,
  pauses: Pauses,
): Promise<Transport> {
  const cost = monotoneCost(x, y, order);
  if (pauses.due()) await pauses.take();
  return {
    cost,
    potentialsP: await potentials(x, y, order, pauses),
    potentialsQ: await potentials(y, x, order, pauses),
  };
}

function power(difference: number, order: TransportOrder): number {
  return order === 1 ? Math.abs(difference) : difference * difference;
}

/** The cost alone. */
export function monotoneCost(x: Float64Array, y: Float64Array, order: TransportOrder): number {
  const [n, m] = [x.length, y.length];
  if (n === m) return neumaierSum(n, (i) => power(x[i]! - y[i]!, order)) / n;
  // Masses count in units of 1/(n·m), so that they stay whole.
  let sum = 0;
  let reached = 0;
  for (let i = 0, j = 0; i < n && j < m; ) {
    const next = Math.min((i + 1) * m, (j + 1) * n);
    sum += (next - reached) * power(x[i]! - y[j]!, order);
    reached = next;
    if (next === (i + 1) * m) i++;
    if (next === (j + 1) * n) j++;
  }
  return sum / n / m;
}

/**
 * A potential grows from point to point as the cost to where the mass between them goes:
 * φ(xᵢ₊₁) − φ(xᵢ) = c(xᵢ₊₁, t) − c(xᵢ, t), t = G⁻¹(i/n). Where that quantile is a whole gap, the mean of its ends counts.
 */
async function potentials(
  x: Float64Array,
  y: Float64Array,
  order: TransportOrder,
  pauses: Pauses,
): Promise<Float64Array> {
  const [n, m] = [x.length, y.length];
  const values = new Float64Array(n);
  const growth = (i: number, target: number) =>
    power(x[i + 1]! - target, order) - power(x[i]! - target, order);
  const step = (i: number) => {
    const mass = (i + 1) * m;
    const at = Math.floor(mass / n);
    const grown = mass % n === 0 ? (growth(i, y[at - 1]!) + growth(i, y[at]!)) / 2 : growth(i, y[at]!);
    values[i + 1] = values[i]! + grown;
  };
  await inBlocks(n - 1, 8, pauses, (from, to) => {
    for (let i = from; i < to; i++) step(i);
  });
  return values;
}
