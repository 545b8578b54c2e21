import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { type ImageOptions, imageBatches, type Picture, type PictureSource } from 'gan-core/images';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';

onCpu();

/** A picture of two columns: its own number on the left, 255 less that on the right. */
function numbered(number: number): Picture {
  const gray = (value: number) => [value, value, value, 255];
  return {
    width: 2,
    height: 2,
    data: Uint8Array.from([number, 255 - number, number, 255 - number].flatMap(gray)),
  };
}

interface Watched {
  readonly pictures: PictureSource[];
  /** Numbers of the pictures, as they were begun. */
  readonly begun: number[];
  /** Most that loaded at the same time. */
  most: number;
  loading: number;
}

function watched(count: number, broken: readonly number[] = []): Watched {
  const watch: Watched = { pictures: [], begun: [], most: 0, loading: 0 };
  for (let number = 0; number < count; number++)
    watch.pictures.push({
      name: `p${number}.png`,
      async load() {
        watch.begun.push(number);
        watch.most = Math.max(watch.most, ++watch.loading);
        await new Promise((resolve) => setTimeout(resolve, number % 3));
        watch.loading--;
        if (broken.includes(number)) throw new Error(`bytes of ${number}`);
        return numbered(number);
      },
    });
  return watch;
}

const options: ImageOptions = { size: 2, channels: 1, batchSize: 4, partialBatch: 'keep', scale: 'unit' };
const rounded = (value: number) => Math.round(255 * value);

/** The numbers of the pictures of a pass, batch by batch; below 0 where one is mirrored. */
async function numbersOf(batches: AsyncIterable<tf.Tensor4D>): Promise<number[][]> {
  const all: number[][] = [];
  for await (const batch of batches) {
    const values = batch.dataSync();
    all.push(
      Array.from({ length: batch.shape[0] }, (_, row) => {
        const left = rounded(values[4 * row]!);
        expect(rounded(values[4 * row + 1]!)).toBe(255 - left);
        return left < 128 ? left : left - 255;
      }),
    );
  }
  return all;
}
const sorted = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('the order', () => {
  it('each pass has every picture once, in an order of its own', async () => {
    const { pictures } = watched(23);
    const images = imageBatches(pictures, options);
    const passes = [await numbersOf(images), await numbersOf(images), await numbersOf(images)];
    for (const pass of passes) {
      expect(pass.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 3]);
      expect(sorted(pass.flat())).toEqual(upTo(23));
    }
    expect(new Set(passes.map(String)).size).toBe(3);
    expect(passes.map(String)).not.toContain(String(upTo(23)));
  });

  it('follows from the seed and the number of the pass', async () => {
    const { pictures } = watched(23);
    const one = imageBatches(pictures, { ...options, seed: 5, horizontalFlip: true });
    const other = imageBatches(pictures, { ...options, seed: 5, horizontalFlip: true, prefetch: 0 });
    const first = await numbersOf(one);
    expect(await numbersOf(other)).toEqual(first);
    // The second pass, though another one was left in the middle.
    for await (const _ of other) break;
    await numbersOf(one);
    expect(await numbersOf(other)).toEqual(await numbersOf(one));
    expect(await numbersOf(imageBatches(pictures, { ...options, seed: 6 }))).not.toEqual(
      first.map((batch) => batch.map(Math.abs)),
    );
  });

  it('is that of the pictures without shuffling', async () => {
    const { pictures } = watched(10);
    const pass = await numbersOf(imageBatches(pictures, { ...options, shuffle: false }));
    expect(pass).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });
});

it('a partial batch is dropped, unless it is to be kept', async () => {
  const { pictures } = watched(10);
  const { partialBatch: _, ...others } = options;
  const images = imageBatches(pictures, others);
  const passes = [await numbersOf(images), await numbersOf(images)];
  for (const pass of passes) expect(pass.map(({ length }) => length)).toEqual([4, 4]);
  expect(sorted(passes[0]!.flat())).not.toEqual(sorted(passes[1]!.flat())); // others are left out
});

it('half of the pictures are mirrored, others in each pass', async () => {
  const { pictures } = watched(100);
  const images = imageBatches(pictures.slice(1), { ...options, batchSize: 99, horizontalFlip: true });
  const passes = [(await numbersOf(images)).flat(), (await numbersOf(images)).flat()];
  const mirrored = passes.map((pass) => sorted(pass.filter((number) => number < 0)));
  // Of 99 coins 26 to 73 show heads but for a chance of 10⁻⁶; these are seeded.
  for (const each of mirrored) expect(Math.abs(each.length - 49.5)).toBeLessThan(24);
  expect(mirrored[0]).not.toEqual(mirrored[1]);
  expect(sorted(passes[0]!.map(Math.abs))).toEqual(upTo(100).slice(1));
});

it('the values are v / 127.5 − 1 by default, in three channels', async () => {
  const images = imageBatches([{ name: 'a', load: () => numbered(51) }], { size: 2, batchSize: 1 });
  for await (const batch of images) {
    expect(batch.shape).toEqual([1, 2, 2, 3]);
    expect(batch.dtype).toBe('float32');
    expect([...batch.dataSync()]).toEqual(
      [51, 204, 51, 204].flatMap((v) => [v, v, v]).map((v) => Math.fround(v / 127.5 - 1)),
    );
  }
});

it('labels are places in the sorted names of the classes, in int32', async () => {
  const names = ['zebra', 'Ape', 'cat'];
  const { pictures } = watched(21);
  const labeled = pictures.map((picture, number) => ({ ...picture, className: names[number % 3]! }));
  const images = imageBatches(labeled, options);
  expect(images.classNames).toEqual(['Ape', 'cat', 'zebra']);
  let seen = 0;
  for await (const { real, condition } of images) {
    expect([condition.dtype, condition.shape]).toEqual(['int32', [real.shape[0]]]);
    const labels = condition.dataSync();
    const values = real.dataSync();
    for (const [row, label] of labels.entries()) {
      seen++;
      expect(images.classNames[label]).toBe(names[rounded(values[4 * row]!) % 3]);
    }
  }
  expect(seen).toBe(21);
});

describe('memory', () => {
  it('of two passes is a batch, and nothing in the end', async () => {
    const before = tf.memory();
    const { pictures } = watched(30);
    const labeled = pictures.map((picture, number) => ({ ...picture, className: `${number % 2}` }));
    const images = imageBatches(labeled, options);
    for (let pass = 0; pass < 2; pass++)
      for await (const _ of images) expect(tf.memory().numTensors).toBe(before.numTensors + 2);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each([0, 1, 3])(
    'with prefetch %i: four load at once, and so many batches are ahead',
    async (prefetch) => {
      const watch = watched(64);
      const iterator = imageBatches(watch.pictures, { ...options, prefetch })[Symbol.asyncIterator]();
      await iterator.next();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(watch.begun).toHaveLength(4 + Math.max(4, 4 * prefetch));
      expect(watch.most).toBe(4);
      await iterator.return?.();
    },
  );
});

describe('a pass that is left early', () => {
  it.each(['break', 'throw'])(
    'by %s: begins no further picture, waits for those that load, and leaves no tensor',
    async (way) => {
      const before = tf.memory().numTensors;
      const watch = watched(64);
      const leave = async () => {
        for await (const _ of imageBatches(watch.pictures, options)) {
          if (way === 'throw') throw new Error('enough');
          break;
        }
      };
      await leave().catch((error) => expect(String(error)).toBe('Error: enough'));
      expect(watch.loading).toBe(0);
      const begun = watch.begun.length;
      expect(begun).toBeLessThan(16);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(watch.begun).toHaveLength(begun);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

describe('a picture that cannot be read', () => {
  it('ends the pass by an error that names it', async () => {
    const before = tf.memory().numTensors;
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const watch = watched(30, [9, 10, 11]);
    const error = await numbersOf(imageBatches(watch.pictures, { ...options, shuffle: false })).catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toMatch(
      /^p9\.png: can't be read as a picture: bytes of 9\. Take it out, or .*skipUnreadable: true/,
    );
    expect(error.cause.message).toBe('bytes of 9');
    expect(watch.loading).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is left out and named where that is asked for', async () => {
    const { pictures } = watched(30, [3, 17]);
    const images = imageBatches(pictures, { ...options, skipUnreadable: true });
    expect(images.unreadable).toEqual([]);
    for (let pass = 0; pass < 2; pass++) {
      const numbers = (await numbersOf(images)).flat();
      expect(sorted(numbers)).toEqual(upTo(30).filter((number) => number !== 3 && number !== 17));
      expect([...images.unreadable].sort()).toEqual(['p17.png', 'p3.png']);
    }
  });

  it('is an error where it is one of so many that there is no batch', async () => {
    const { pictures } = watched(5, [0, 1, 2, 3, 4]);
    await expect(
      numbersOf(imageBatches(pictures, { ...options, skipUnreadable: true, shuffle: false })),
    ).rejects.toThrow(
      /^pictures: 5 of 5 couldn't be read, so there is no batch of 4; the first is p\d\.png\./,
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /it has undefined by undefined pixels/],
    [
      'too few bytes',
      { width: 2, height: 2, data: new Uint8Array(12) },
      /its data are 12 bytes; expected 4 · 2 · 2 bytes, RGBA/,
    ],
    ['no bytes', { width: 1, height: 1, data: [0, 0, 0, 0] }, /its data are no Uint8Array/],
  ])('%s in place of one', async (_, picture, message) => {
    const images = imageBatches([{ name: 'x', load: () => picture as Picture }], {
      ...options,
      batchSize: 1,
    });
    await expect(numbersOf(images)).rejects.toThrow(message);
  });
});

it.each<[string, () => unknown, RegExp]>([
  ['no pictures', () => imageBatches([], options), /^pictures: got none/],
  [
    'a picture without load',
    () => imageBatches([{ name: 'a' } as never], options),
    /^pictures\[0\]: got an object with name/,
  ],
  [
    'a class for some',
    () =>
      imageBatches(
        [
          { name: 'a', className: 'x', load: () => numbered(1) },
          { name: 'b', load: () => numbered(1) },
        ] as PictureSource[],
        options,
      ),
    /^pictures\.className: got undefined for b; expected a string for every picture, or for none/,
  ],
  [
    'a size of 0',
    () => imageBatches(watched(4).pictures, { ...options, size: 0 }),
    /^size: got 0; expected a whole number, at least 1/,
  ],
  [
    'four channels',
    () => imageBatches(watched(4).pictures, { ...options, channels: 4 as never }),
    /^channels: got a number \(4\); expected 1/,
  ],
  [
    'a batch above the pictures',
    () => imageBatches(watched(4).pictures, { size: 2 }),
    /^batchSize: got 64 for 4 pictures; expected at most as many, or partialBatch: 'keep'/,
  ],
  [
    'an unknown option',
    () => imageBatches(watched(4).pictures, { ...options, flip: true } as never),
    /^options: got the unknown key 'flip'/,
  ],
  [
    'a huge batch',
    () => imageBatches(watched(4).pictures, { ...options, size: 2 ** 15 }),
    /^size, batchSize: asks for 4294967296 values/,
  ],
])('refused: %s', (_, call, message) => {
  expect(call).toThrow(message);
});
