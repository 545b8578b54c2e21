import { gifBytes } from 'gan-core/figures';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random';
import { readGif } from './read-gif';

/** A frame of these colors. */
function frameOf(
  width: number,
  height: number,
  colorAt: (x: number, y: number) => readonly number[],
): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colorAt(x, y), 4 * (y * width + x));
  return { width, height, data };
}
const rgbOf = ({ data }: { data: Uint8ClampedArray }) =>
  Array.from({ length: data.length / 4 }, (_, pixel) => [...data.subarray(4 * pixel, 4 * pixel + 3)]);
const randomByte = (seed: number) => {
  const random = createRandom(seed);
  return () => Math.floor(256 * random.next());
};

/** How far each value of each pixel is off, in a GIF of one frame. */
function errorsOf(gif: Uint8Array, frame: { data: Uint8ClampedArray }): number[] {
  const expected = rgbOf(frame).flat();
  return readGif(gif)
    .frames[0]!.colors.flat()
    .map((value, index) => Math.abs(value - expected[index]!));
}

describe('gifBytes', () => {
  it('keeps gray frames to the last value, and how long they are shown', async () => {
    const gray = randomByte(1);
    const frames = Array.from({ length: 5 }, () =>
      frameOf(40, 30, () => {
        const value = gray();
        return [value, value, value];
      }),
    );
    const gif = readGif(await gifBytes(frames, { delayMs: 120 }));
    expect([gif.width, gif.height, gif.repeats]).toEqual([40, 30, 0]);
    expect(gif.frames.map(({ colors }) => colors)).toEqual(frames.map(rgbOf));
    expect(gif.frames.map(({ delay }) => delay)).toEqual([12, 12, 12, 12, 12]);
  });

  it('keeps 256 colors exactly; of 257 the nearest that a table of 256 has', async () => {
    const byte = randomByte(2);
    const exact = Array.from({ length: 257 }, (_, index) => [index % 256, byte(), index < 256 ? 0 : 255]);
    const few = frameOf(16, 16, (x, y) => exact[16 * y + x]!);
    const more = frameOf(257, 1, (x) => exact[x]!);
    expect(readGif(await gifBytes([few])).frames[0]!.colors).toEqual(rgbOf(few));
    expect(Math.max(...errorsOf(await gifBytes([more]), more))).toBeLessThanOrEqual(24);
  });

  it('finds near colors for a smooth picture of thousands of them', async () => {
    const smooth = frameOf(64, 64, (x, y) => [4 * x, 4 * y, 255 - 2 * (x + y)]);
    const errors = errorsOf(await gifBytes([smooth]), smooth);
    expect(errors.reduce((sum, each) => sum + each, 0) / errors.length).toBeLessThan(8);
  });

  it('puts white behind transparent parts, or another color', async () => {
    const clear = frameOf(2, 1, (x) => (x === 0 ? [10, 20, 30, 0] : [100, 0, 200, 51]));
    const colorsOver = async (background?: readonly [number, number, number]) =>
      readGif(await gifBytes([clear], background && { background })).frames[0]!.colors;
    // 51 of 255 is a fifth.
    expect(await colorsOver()).toEqual([
      [255, 255, 255],
      [224, 204, 244],
    ]);
    expect(await colorsOver([0, 0, 0])).toEqual([
      [0, 0, 0],
      [20, 0, 40],
    ]);
  });

  it('can end, and takes a frame of one color', async () => {
    const gif = readGif(await gifBytes([frameOf(3, 3, () => [7, 8, 9])], { loop: false }));
    expect(gif.repeats).toBeUndefined();
    expect(new Set(gif.frames[0]!.colors.map(String))).toEqual(new Set(['7,8,9']));
  });

  it.each<[string, unknown, object, RegExp]>([
    ['no array', {}, {}, /^frames: got an empty object; expected pictures of one size, one or more/],
    ['no frames', [], {}, /^frames: got an array of 0/],
    ['no picture', [1], {}, /^frames\[0\]: got a number \(1\); expected pixels/],
    [
      'data of another size',
      [{ ...frameOf(1, 1, () => [0]), width: 2 }],
      {},
      /^frames\[0\]: got 4 bytes for 2 by 1/,
    ],
    [
      'frames of two sizes',
      [frameOf(1, 2, () => [0]), frameOf(2, 1, () => [0])],
      {},
      /^frames\[1\]: is 2 by 1 pixels; expected 1 by 2/,
    ],
    [
      'a short delay',
      [frameOf(1, 1, () => [0])],
      { delayMs: 10 },
      /^delayMs: got 10; expected a number in \[20, 655350\]/,
    ],
    ['no boolean', [frameOf(1, 1, () => [0])], { loop: 1 }, /^loop: got a number \(1\)/],
    ['an unknown option', [frameOf(1, 1, () => [0])], { delay: 10 }, /^options: got the unknown key 'delay'/],
  ])('refuses %s', async (_, frames, options, message) => {
    await expect(gifBytes(frames as never, options)).rejects.toThrow(message);
  });
});
