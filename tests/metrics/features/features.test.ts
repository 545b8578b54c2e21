import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureBlocks } from '../../../src/metrics/features/feature-blocks';
import type { Features } from '../../../src/metrics/features/features';
import { readFeaturePair, readFeatures } from '../../../src/metrics/features/read-features';
import { createPauses } from '../../../src/scheduling';

const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const flat = (points: readonly number[][]) => ({ values: points.flat(), dimension: 2 });
const read = (features: Features, minimum = 1) => readFeatures('real', features, minimum, createPauses());

async function* later(): AsyncGenerator<number[][]> {
  yield rows.slice(0, 1);
  await new Promise((resolve) => setTimeout(resolve));
  yield rows.slice(1);
}

/** Frees each tensor once the next is asked for. */
function* freed(): Generator<tf.Tensor2D> {
  for (const row of rows) {
    const tensor = tf.tensor2d([row]);
    yield tensor;
    tensor.dispose();
  }
}

describe('readFeatures', () => {
  it.each<[string, () => Features]>([
    ['an array of points', () => rows],
    ['an array of typed arrays', () => rows.map((row) => Float32Array.from(row))],
    ['a flat array', () => flat(rows)],
    ['an array of blocks of points', () => [rows.slice(0, 2), rows.slice(2)]],
    ['an array of flat blocks', () => [flat(rows.slice(0, 2)), flat(rows.slice(2))]],
    ['blocks of typed arrays', () => [[Float64Array.from(rows[0]!)], rows.slice(1)]],
    ['a set of blocks', () => new Set([rows.slice(0, 2), rows.slice(2)])],
    ['an async generator', later],
    ['blocks of which one is empty', () => new Set([[], rows])],
    ['a generator that frees its tensors', freed],
  ])('joins %s', async (_, features) => {
    const before = tf.memory().numTensors;
    expect(await read(features())).toEqual({
      values: Float64Array.from([1, 2, 3, 4, 5, 6]),
      count: 3,
      dimension: 2,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives the same rows however they are cut', async () => {
    const cut = fc.array(fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(cut, async (blocks) => {
        const whole = blocks.flat();
        fc.pre(whole.length > 0);
        expect(await read(new Set(blocks))).toEqual(await read(whole));
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^real: got undefined; expected/],
    ['a number', 3, /^real: got a number \(3\); expected/],
    ['a string', 'rows', /^real: got the string 'rows'; expected/],
    ['a typed array', new Float32Array(4), /^real: got/],
    ['too few rows', [[1, 2]], /^real: has 1 row of features; expected at least 2\./],
    ['no block', new Set(), /^real: has 0 rows of features; expected at least 2\./],
    ['a block that is none', [rows, 7], /^real\[1\]: got a number \(7\)/],
    ['a row that is not finite', [rows, [[1, Number.NaN]]], /^real\[1\]: sample 0 holds NaN/],
    ['rows of other lengths', [rows, [[1]]], /^real\[1\]: has rows of 1 values where the first block has 2/],
    [
      'a value out of range',
      [
        [1, 2],
        [1e80, 0],
      ],
      /^real: sample 1 holds 1e\+80; expected values up to/,
    ],
  ])('refuses %s', async (_, features, message) => {
    await expect(read(features as Features, 2)).rejects.toThrow(message);
  });

  it('refuses two spaces', async () => {
    const pair = readFeaturePair(['real', 'generated'], rows, [[1]], 1, createPauses());
    await expect(pair).rejects.toThrow(/^generated: has rows of 1 values where real has 2/);
  });
});

describe('featureBlocks', () => {
  it('holds one block at a time', async () => {
    const log: string[] = [];
    function* blocks() {
      for (const row of rows) {
        log.push(`give ${row[0]}`);
        yield [row];
      }
    }
    for await (const { values } of featureBlocks('real', blocks(), createPauses()))
      log.push(`read ${values[0]}`);
    expect(log).toEqual(['give 1', 'read 1', 'give 3', 'read 3', 'give 5', 'read 5']);
  });

  it('closes what it reads when something goes wrong, and throws its errors', async () => {
    let closed = 0;
    function* blocks() {
      try {
        yield rows;
        yield [[Number.NaN, 0]];
      } finally {
        closed++;
      }
    }
    await expect(read(blocks())).rejects.toThrow(/^real\[1\]: sample 0 holds NaN/);
    expect(closed).toBe(1);
    const own = new Error('no more pictures');
    // biome-ignore lint/correctness/useYield: it fails before
    const failing = (function* (): Generator<number[][]> {
      throw own;
    })();
    await expect(read(failing)).rejects.toBe(own);
  });

  it('stops waiting for a block once the signal is aborted', async () => {
    const controller = new AbortController();
    const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const reading = readFeatures('real', never, 1, createPauses(controller.signal));
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});
