import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';
import { cropAndResize } from '../../src/images/crop-and-resize';
import type { Picture } from '../../src/images/picture';

function noise(width: number, height: number, seed: number): Picture {
  const random = createRandom(seed);
  const data = Uint8Array.from({ length: 4 * width * height }, () => random.integer(256));
  return { width, height, data };
}

/** A channel of a pixel, over black: the definition. */
function valueAt({ width, data }: Picture, x: number, y: number, channel: number | 'gray'): number {
  const pixel = 4 * (y * width + x);
  const [red, green, blue, alpha] = [0, 1, 2, 3].map((each) => data[pixel + each]!) as [
    number,
    number,
    number,
    number,
  ];
  const value =
    channel === 'gray' ? 0.299 * red + 0.587 * green + 0.114 * blue : [red, green, blue][channel]!;
  return (value * alpha) / 255;
}

/** The weighted mean over all pixels of the square at once, in two dimensions: neither separated nor cut to a window. */
function reference(picture: Picture, size: number, x: number, y: number, channel: number | 'gray'): number {
  const side = Math.min(picture.width, picture.height);
  const left = Math.floor((picture.width - side) / 2);
  const top = Math.floor((picture.height - side) / 2);
  const scale = side / size;
  const triangle = (distance: number) => Math.max(0, 1 - Math.abs(distance) / Math.max(1, scale));
  let sum = 0;
  let total = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const weight = triangle(column + 0.5 - (x + 0.5) * scale) * triangle(row + 0.5 - (y + 0.5) * scale);
      sum += weight * valueAt(picture, left + column, top + row, channel);
      total += weight;
    }
  }
  return sum / total;
}

describe('the largest square in the middle, resized', () => {
  it.each([
    [40, 40, 10],
    [41, 30, 7],
    [30, 43, 29],
    [8, 9, 8],
    [5, 4, 13],
    [1, 6, 3],
    [17, 23, 1],
  ])('%i by %i pixels to %i: the weighted mean in float64, color and gray', (width, height, size) => {
    const picture = noise(width, height, width);
    const color = cropAndResize(picture, size, 3);
    const gray = cropAndResize(picture, size, 1);
    expect(color).toHaveLength(3 * size * size);
    expect(gray).toHaveLength(size * size);
    let worst = 0;
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const at = y * size + x;
        for (const channel of [0, 1, 2])
          worst = Math.max(
            worst,
            Math.abs(color[3 * at + channel]! - reference(picture, size, x, y, channel)),
          );
        worst = Math.max(worst, Math.abs(gray[at]! - reference(picture, size, x, y, 'gray')));
      }
    // A float32 below 256 lies within 2⁻¹⁷ · 2 of its real number.
    expect(worst).toBeLessThan(2 ** -16);
  });

  it('by hand: of 1 to 6 in a row, its middle 2 by 2 is left as it is', () => {
    const grays = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16];
    const data = Uint8Array.from(grays.flatMap((gray) => [gray, gray, gray, 255]));
    expect([...cropAndResize({ width: 6, height: 2, data }, 2, 1)].map(Math.fround)).toEqual([3, 4, 13, 14]);
  });

  it('by hand: 0 and 100 to four pixels, between their centers', () => {
    const data = Uint8Array.from([0, 100, 0, 100].flatMap((gray) => [gray, gray, gray, 255]));
    const rows = cropAndResize({ width: 2, height: 2, data }, 4, 1);
    for (const [index, expected] of [0, 25, 75, 100].entries()) expect(rows[index]).toBeCloseTo(expected, 4);
  });

  it('aliases nothing: stripes of a pixel become their mean', () => {
    const data = Uint8Array.from({ length: 64 * 64 }, (_, at) => (at % 2) * 255).reduce<number[]>(
      (all, gray) => {
        all.push(gray, gray, gray, 255);
        return all;
      },
      [],
    );
    const values = cropAndResize({ width: 64, height: 64, data: Uint8Array.from(data) }, 8, 1);
    // Within: at the border the filter sees less of one side, and more of one color.
    for (let y = 0; y < 8; y++) for (let x = 1; x < 7; x++) expect(values[8 * y + x]).toBeCloseTo(127.5, 4);
  });
});
