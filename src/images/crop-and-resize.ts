import type { Picture } from './picture';

/** Values of a pixel: 1 is gray, 3 is red, green and blue. */
export type Channels = 1 | 3;

/**
 * Cuts the largest square out of a picture's middle and resizes it by a triangle filter, as wide as an output pixel where
 * it shrinks (so nothing is aliased) and as an input pixel where it grows (bilinear). It is what PIL calls BILINEAR and
 * TensorFlow `resize(antialias=True)`. Nothing is rounded.
 *
 * Transparent parts are laid over black. Gray is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
 *
 * @param picture - the picture
 * @param size - rows and columns of the result
 * @param channels - 1 or 3
 * @returns the values, 0 to 255, `[size, size, channels]`
 */
export function cropAndResize(picture: Picture, size: number, channels: Channels): Float32Array {
  const side = Math.min(picture.width, picture.height);
  const left = Math.floor((picture.width - side) / 2);
  const top = Math.floor((picture.height - side) / 2);
  const taps = filterTaps(side, size);
  const values = new Float32Array(size * size * channels);
  const row = new Float64Array(side * channels);
  for (let y = 0; y < size; y++) {
    // First down the columns, for one output row at a time: memory for no more than a row.
    row.fill(0);
    const { first, weights } = taps[y]!;
    weights.forEach((weight, index) => {
      addRow(picture, left, top + first + index, weight, row, channels);
    });
    for (let x = 0; x < size; x++) alongRow(row, taps[x]!, values, (y * size + x) * channels, channels);
  }
  return values;
}

/** Weights of the input pixels, from one on, that make an output pixel; their sum is 1. */
interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

function filterTaps(side: number, size: number): Taps[] {
  const scale = side / size;
  const reach = Math.max(scale, 1);
  return Array.from({ length: size }, (_, at) => {
    const center = (at + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(side, Math.ceil(center + reach - 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, index) =>
      Math.max(0, 1 - Math.abs(first + index + 0.5 - center) / reach),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Adds a row of the picture, in the channels that are asked for, times a weight. */
function addRow(
  { width, data }: Picture,
  left: number,
  y: number,
  weight: number,
  row: Float64Array,
  channels: Channels,
): void {
  let from = 4 * (y * width + left);
  for (let to = 0; to < row.length; to += channels, from += 4) {
    const factor = (weight * data[from + 3]!) / 255;
    const red = data[from]!;
    const green = data[from + 1]!;
    const blue = data[from + 2]!;
    if (channels === 1) row[to]! += factor * (0.299 * red + 0.587 * green + 0.114 * blue);
    else {
      row[to]! += factor * red;
      row[to + 1]! += factor * green;
      row[to + 2]! += factor * blue;
    }
  }
}

function alongRow(row: Float64Array, taps: Taps, values: Float32Array, at: number, channels: Channels): void {
  const { first, weights } = taps;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let index = 0; index < weights.length; index++)
      sum += weights[index]! * row[(first + index) * channels + channel]!;
    values[at + channel] = sum;
  }
}
