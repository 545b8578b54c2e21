import * as tf from '@tensorflow/tfjs-core';
import { imageBatches } from 'gan-core/images';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { numbered, numbersOf, options, rounded, sorted, upTo, watched } from './numbered-pictures';

onCpu();

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
