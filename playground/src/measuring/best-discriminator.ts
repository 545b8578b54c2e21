import type { EqualGaussians } from 'gan-core/distributions';
import { extent } from '../settings/extent';

/** Width of what both densities are seen through, in cells: a generator's own density may be as thin as a thread. */
const blurInCells = 1;
/** Logarithms of a density's share of the largest: D* is whole from the first on, and ½ where both densities lie below the second. */
const fade = { whole: -20, gone: -40 };
/** Of the blur, how far it reaches: at its end it's below the fade. */
const reachInWidths = Math.sqrt(-2 * fade.gone);

/**
 * D*(x) = P_data(x)/(P_data(x) + P_G(x)) at the points of a grid on the square, row by row from the lower left. P_data is known; P_G is
 * that of samples. Both are seen through the same normal blur, a cell wide. Where both are below e⁻²⁰ of the largest density, D* fades
 * smoothly to ½, which it is below e⁻⁴⁰: what samples say there hangs on the outermost few.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", proposition 1.
 *
 * @param samples - generated points, x and y in turn
 * @param side - points of the grid along each side
 */
export function bestDiscriminator(data: EqualGaussians, samples: Float32Array, side: number): Float32Array {
  const cell = (2 * extent) / (side - 1);
  const blur = blurInCells * cell;
  const real = blurred(data.centers.flat(), Math.hypot(data.standardDeviation, blur), side, cell);
  const generated = blurred(samples, blur, side, cell);
  const larger = real.map((p, index) => Math.max(p, generated[index]!));
  const largest = larger.reduce((most, p) => Math.max(most, p), 0);
  return Float32Array.from(real, (p, index) => {
    const share = strength(Math.log(larger[index]! / largest));
    return share > 0 ? 0.5 + share * (p / (p + generated[index]!) - 0.5) : 0.5;
  });
}

/** How much of D* is shown, from 0 to 1, without a corner at either end. */
function strength(logShare: number): number {
  const along = Math.min(Math.max((logShare - fade.gone) / (fade.whole - fade.gone), 0), 1);
  return along * along * (3 - 2 * along);
}

/** The density at the grid's points of equally likely Gaussians about some points: in 64 bits, for the tails' sake. */
function blurred(points: ArrayLike<number>, width: number, side: number, cell: number): Float64Array {
  const density = new Float64Array(side * side);
  const reach = Math.ceil((reachInWidths * width) / cell) + 1;
  const ofColumns = new Float64Array(side);
  const each = 1 / (Math.PI * width * width * points.length); // there are half as many points as numbers
  const bell = (at: number, middle: number) => Math.exp(-(((at * cell - extent - middle) / width) ** 2) / 2);
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!];
    const column = Math.round((x + extent) / cell);
    const row = Math.round((y + extent) / cell);
    const [first, last] = [Math.max(column - reach, 0), Math.min(column + reach, side - 1)];
    for (let place = first; place <= last; place++) ofColumns[place] = bell(place, x);
    for (let at = Math.max(row - reach, 0); at <= Math.min(row + reach, side - 1); at++) {
      const ofRow = each * bell(at, y);
      for (let place = first; place <= last; place++)
        density[at * side + place]! += ofRow * ofColumns[place]!;
    }
  }
  return density;
}
