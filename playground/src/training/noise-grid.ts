import type { PlaneSettings } from '../settings/plane-settings';

const side = 25;

/** Noise at regular quantiles: a line of it, or a grid row by row. None where noise has more than two values. */
export function noiseGrid({
  noise,
  noiseSize,
}: Pick<PlaneSettings, 'noise' | 'noiseSize'>): { values: Float32Array; side: number } | undefined {
  if (noiseSize === 1) return { values: Float32Array.from(quantiles(noise, side * side)), side: side * side };
  const values = noiseSquare({ noise, noiseSize }, side);
  return values && { values, side };
}

/** Noise at regular quantiles over a square, row by row: of one value, each row is the same. None where noise has more than two values. */
export function noiseSquare(
  { noise, noiseSize }: Pick<PlaneSettings, 'noise' | 'noiseSize'>,
  perSide: number,
): Float32Array | undefined {
  if (noiseSize > 2) return undefined;
  const marks = quantiles(noise, perSide);
  return Float32Array.from(marks.flatMap((y) => marks.flatMap((x) => (noiseSize === 1 ? [x] : [x, y]))));
}

function quantiles(noise: PlaneSettings['noise'], count: number): number[] {
  const place = noise === 'normal' ? normalQuantile : (share: number) => 2 * share - 1;
  return Array.from({ length: count }, (_, index) => place((index + 0.5) / count));
}

/** The normal quantile, by halving: good to far less than a pixel, for the shares of a grid, none of which lies at 0 or 1. */
function normalQuantile(share: number): number {
  let [low, high] = [-5, 5];
  for (let round = 0; round < 30; round++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of a normal below z, by Simpson's rule from 0. */
function normalShare(z: number): number {
  const pieces = 64;
  const width = z / pieces;
  let sum = 0;
  for (let index = 0; index <= pieces; index++) {
    const weight = index === 0 || index === pieces ? 1 : index % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((index * width) ** 2) / 2);
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}
