import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../src/node/decode-picture';
import {
  baseline,
  colorAt,
  gray,
  grayAt,
  jpeg,
  progressive,
  uprightPlaces,
  withOrientation,
} from '../images/jpeg-files';
import { type PngContent, writePng } from '../images/write-png';

type Color = readonly [red: number, green: number, blue: number, alpha: number];

function colorsOf(
  { width, data }: { width: number; data: Uint8Array | Uint8ClampedArray },
  x: number,
  y: number,
) {
  return [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
}

const palette = [
  [10, 20, 30],
  [40, 50, 60],
  [70, 80, 90],
] as const;
const size = { width: 13, height: 11 };
/** Some sample of so many bits. */
const sample = (depth: number) => (x: number, y: number, channel: number) =>
  (31 * x + 57 * y + 101 * channel) % 2 ** depth;
const gray8 = (depth: number) => (x: number, y: number) => (sample(depth)(x, y, 0) * 255) / (2 ** depth - 1);
const grayColor =
  (depth: number) =>
  (x: number, y: number): Color => {
    const value = gray8(depth)(x, y);
    return [value, value, value, 255];
  };
const eight = sample(8);

describe('a PNG, pixel by pixel', () => {
  it.each<[string, Omit<PngContent, 'width' | 'height'>, (x: number, y: number) => Color]>([
    ['gray of 1 bit', { colorType: 0, depth: 1, sampleAt: sample(1) }, grayColor(1)],
    ['gray of 2 bits', { colorType: 0, depth: 2, sampleAt: sample(2) }, grayColor(2)],
    ['gray of 4 bits', { colorType: 0, depth: 4, sampleAt: sample(4) }, grayColor(4)],
    ['gray of 8 bits', { colorType: 0, depth: 8, sampleAt: eight }, grayColor(8)],
    [
      'gray of 16 bits',
      { colorType: 0, depth: 16, sampleAt: (x, y) => 256 * eight(x, y, 0) + 77 },
      grayColor(8),
    ],
    [
      'gray of 4 bits, 3 transparent',
      { colorType: 0, depth: 4, sampleAt: sample(4), transparency: [0, 3] },
      (x, y) => {
        const [red, green, blue] = grayColor(4)(x, y);
        return [red, green, blue, sample(4)(x, y, 0) === 3 ? 0 : 255];
      },
    ],
    [
      'gray and alpha',
      { colorType: 4, depth: 8, sampleAt: eight },
      (x, y) => [eight(x, y, 0), eight(x, y, 0), eight(x, y, 0), eight(x, y, 1)],
    ],
    [
      'RGB',
      { colorType: 2, depth: 8, sampleAt: eight },
      (x, y) => [eight(x, y, 0), eight(x, y, 1), eight(x, y, 2), 255],
    ],
    [
      'RGB, a color transparent',
      { colorType: 2, depth: 8, sampleAt: eight, transparency: [0, 88, 0, 189, 0, 34] }, // that of x = 1, y = 1
      (x, y) => [
        eight(x, y, 0),
        eight(x, y, 1),
        eight(x, y, 2),
        eight(x, y, 0) === 88 && eight(x, y, 1) === 189 && eight(x, y, 2) === 34 ? 0 : 255,
      ],
    ],
    [
      'RGBA of 16 bits',
      { colorType: 6, depth: 16, sampleAt: (x, y, channel) => 256 * eight(x, y, channel) + 200 },
      (x, y) => [eight(x, y, 0), eight(x, y, 1), eight(x, y, 2), eight(x, y, 3)],
    ],
    [
      'RGBA, interlaced',
      { colorType: 6, depth: 8, sampleAt: eight, interlaced: true },
      (x, y) => [eight(x, y, 0), eight(x, y, 1), eight(x, y, 2), eight(x, y, 3)],
    ],
    [
      'a palette of 2 bits',
      { colorType: 3, depth: 2, sampleAt: (x, y) => (x + y) % 3, palette },
      (x, y) => [...palette[(x + y) % 3]!, 255],
    ],
    [
      'a palette of 8 bits, transparent',
      { colorType: 3, depth: 8, sampleAt: (x, y) => (x + y) % 3, palette, transparency: [0, 128] },
      (x, y) => [...palette[(x + y) % 3]!, [0, 128, 255][(x + y) % 3]!],
    ],
  ])('%s', async (_, content, expected) => {
    const picture = await decodePicture(writePng({ ...size, ...content }), 'a.png');
    expect([picture.width, picture.height]).toEqual([13, 11]);
    for (let y = 0; y < 11; y++)
      for (let x = 0; x < 13; x++) expect(colorsOf(picture, x, y)).toEqual([...expected(x, y)]);
  });

  it('is refused where a byte of it is wrong', async () => {
    const bytes = writePng({ ...size, colorType: 2, depth: 8, sampleAt: eight });
    bytes[60] = bytes[60]! ^ 4;
    await expect(decodePicture(bytes, 'a.png')).rejects.toThrow();
    await expect(decodePicture(bytes.subarray(0, 100), 'a.png')).rejects.toThrow();
  });
});

describe('a JPEG', () => {
  it.each([
    ['baseline', baseline, (x: number, y: number) => colorAt(x, y), 5],
    // Its colors have half the resolution, and jpeg-js repeats them.
    ['progressive', progressive, (x: number, y: number) => colorAt(x, y), 20],
    ['gray', gray, (x: number) => [grayAt(x), grayAt(x), grayAt(x)] as const, 2],
  ])('%s: near the pixels that it was made of', async (_, base64, expected, off) => {
    const picture = await decodePicture(jpeg(base64), 'a.jpg');
    expect([picture.width, picture.height]).toEqual([24, 16]);
    for (let y = 0; y < 16; y++)
      for (let x = 0; x < 24; x++) {
        const colors = colorsOf(picture, x, y);
        for (const [channel, value] of expected(x, y).entries())
          expect(Math.abs(colors[channel]! - value)).toBeLessThanOrEqual(off);
        expect(colors[3]).toBe(255);
      }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of orientation %i: a stored pixel comes where the standard says',
    async (orientation) => {
      for (const isLittleEndian of [true, false]) {
        const picture = await decodePicture(withOrientation(orientation, isLittleEndian), 'a.jpg');
        expect([picture.width, picture.height]).toEqual(orientation < 5 ? [24, 16] : [16, 24]);
        for (const [x, y] of [
          [0, 0],
          [23, 0],
          [0, 15],
          [9, 4],
        ] as const) {
          const [column, row] = uprightPlaces[orientation - 1]!(x, y);
          const colors = colorsOf(picture, column, row);
          for (const [channel, value] of colorAt(x, y).entries())
            expect(Math.abs(colors[channel]! - value)).toBeLessThanOrEqual(5);
        }
      }
    },
  );

  it('is refused where it ends too early', async () => {
    await expect(decodePicture(jpeg(baseline).subarray(0, 400), 'a.jpg')).rejects.toThrow();
  });
});

it('another format is refused, and an empty file', async () => {
  await expect(decodePicture(new TextEncoder().encode('GIF89a'), 'a.png')).rejects.toThrow(
    'it is no PNG and no JPEG',
  );
  await expect(decodePicture(new Uint8Array(0), 'a.png')).rejects.toThrow('it is empty');
});
