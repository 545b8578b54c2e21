import type { EqualGaussians } from 'gan-core/distributions';
import { extent } from '../settings/extent';

/** Width of what both densities are seen through, in cells: a generator's own density may be as thin as a thread. */
const blurInCells = 1;
/** Of the blur, how far it reaches. */
const reachInWidths = 4;

/**
 * D*(x) = P_data(x)/(P_data(x) + P_G(x)) at the points of a grid on the square, row by row from the lower left. P_data is known; P_G is
 * that of samples. Both are seen through the same normal blur, a cell wide: where neither has anything, D* is ½.
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
  return real.map((p, index) => {
    const both = p + generated[index]!;
    return both > 0 ? p / both : 0.5;
  });
}

/** The density at the grid's points of equally likely Gaussians about some points. */
function blurred(points: ArrayLike<number>, width: number, side: number, cell: number): Float32Array {
  const density = new Float32Array(side * side);
  const reach = Math.ceil((reachInWidths * width) / cell);
  const count = points.length / 2;
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!];
    const column = Math.round((x + extent) / cell);
    const row = Math.round((y + extent) / cell);
    for (let at = Math.max(row - reach, 0); at <= Math.min(row + reach, side - 1); at++) {
      const ofRow = Math.exp(-(((at * cell - extent - y) / width) ** 2) / 2);
      for (let place = Math.max(column - reach, 0); place <= Math.min(column + reach, side - 1); place++) {
        const ofColumn = Math.exp(-(((place * cell - extent - x) / width) ** 2) / 2);
        density[at * side + place]! += (ofRow * ofColumn) / (2 * Math.PI * width * width * count);
      }
    }
  }
  return density;
}
