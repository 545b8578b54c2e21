import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from 'gan-core';
import { imageBatches, type Picture } from 'gan-core/images';
import { describe, expect, it } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { numbersOf, options, sorted, upTo, watched } from './numbered-pictures';

onCpu();

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
