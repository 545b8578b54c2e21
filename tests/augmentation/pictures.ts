import { createRandom } from 'gan-core/distributions';

/** Pictures as plain numbers: batch, rows, columns, channels. */
export type Pictures = number[][][][];

/** Pictures of normal numbers. */
export function randomPictures(
  [batch, height, width, channels]: readonly [number, number, number, number],
  seed: number,
): Pictures {
  const random = createRandom(seed);
  const list = <T>(length: number, make: () => T) => Array.from({ length }, make);
  return list(batch, () => list(height, () => list(width, () => list(channels, () => random.normal()))));
}

/** Each value of the pictures, by a function of it and its place. */
function mapPictures(
  pictures: Pictures,
  change: (value: number, place: readonly [number, number, number, number]) => number,
): Pictures {
  return pictures.map((picture, b) =>
    picture.map((row, y) => row.map((pixel, x) => pixel.map((value, c) => change(value, [b, y, x, c])))),
  );
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The augmentations, written out in float64. */
export const float64 = {
  brightened: (pictures: Pictures, shifts: readonly number[]) =>
    mapPictures(pictures, (value, [b]) => value + shifts[b]!),
  saturated: (pictures: Pictures, factors: readonly number[]) =>
    mapPictures(pictures, (value, [b, y, x]) => {
      const gray = average(pictures[b]![y]![x]!);
      return gray + factors[b]! * (value - gray);
    }),
  contrasted(pictures: Pictures, factors: readonly number[]) {
    const means = pictures.map((picture) => average(picture.flat(2)));
    return mapPictures(pictures, (value, [b]) => means[b]! + factors[b]! * (value - means[b]!));
  },
  translated: (pictures: Pictures, down: readonly number[], right: readonly number[]) =>
    mapPictures(pictures, (_, [b, y, x, c]) => pictures[b]![y - down[b]!]?.[x - right[b]!]?.[c] ?? 0),
  cutOut: (
    pictures: Pictures,
    squares: readonly { top: number; left: number }[],
    [rows, columns]: readonly [number, number],
  ) =>
    mapPictures(pictures, (value, [b, y, x]) => {
      const { top, left } = squares[b]!;
      return y >= top && y < top + rows && x >= left && x < left + columns ? 0 : value;
    }),
  flipped: (pictures: Pictures, flips: readonly number[]) =>
    mapPictures(pictures, (value, [b, y, x, c]) => (flips[b] ? pictures[b]![y]!.at(-1 - x)![c]! : value)),
};
