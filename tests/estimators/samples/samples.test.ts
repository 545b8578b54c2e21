import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { readSamplePair, readSamples, type Samples } from '../../../src/estimators/samples/samples';

function disposed() {
  const tensor = tf.tensor2d([[1], [2]]);
  tensor.dispose();
  return tensor;
}

describe('readSamples', () => {
  it('reads the same points from each form', async () => {
    const tensor = tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const forms: Samples[] = [
      tensor,
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [Float32Array.of(1, 2), [3, 4], Float64Array.of(5, 6)],
      { values: Float32Array.of(1, 2, 3, 4, 5, 6), dimension: 2 },
      { values: [1, 2, 3, 4, 5, 6], dimension: 2 },
    ];
    for (const form of forms) {
      expect(await readSamples('samples', form)).toEqual({
        values: Float64Array.of(1, 2, 3, 4, 5, 6),
        count: 3,
        dimension: 2,
      });
    }
    expect(tensor.isDisposed).toBe(false);
    tensor.dispose();
  });

  it('gives a copy', async () => {
    const values = Float64Array.of(1, 2);
    const { values: copy } = await readSamples('samples', { values, dimension: 1 });
    copy[0] = 9;
    expect(values[0]).toBe(1);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^samples: got undefined; expected a tensor of shape \[count, dimension\]/],
    ['a flat list', [1, 2, 3], /^samples: its first entry is a number \(1\).*dimension: 1/],
    ['a typed array without a dimension', Float32Array.of(1, 2), /^samples: got .*expected a tensor/],
    ['no point', [], /^samples: has 0 samples; expected at least 2/],
    ['one point', [[1]], /^samples: has 1 sample; expected at least 2/],
    ['points without coordinates', [[], []], /^samples: its first point is empty/],
    ['ragged points', [[1, 2], [3]], /^samples: sample 1 is a point of 1 coordinates; expected 2/],
    ['a NaN', [[1], [Number.NaN]], /^samples: sample 1 holds NaN/],
    ['an undefined coordinate', [[1], [undefined]], /^samples: sample 1 holds undefined/],
    ['null, which JSON makes of NaN', { values: [1, null], dimension: 1 }, /^samples: sample 1 holds null/],
    ['a string', { values: [[1, 2], '3'].flat(), dimension: 3 }, /^samples: sample 0 holds the string '3'/],
    ['a boolean', [[1], [true]], /^samples: sample 1 holds a boolean \(true\)/],
    [
      'an array in a number’s place',
      { values: [1, [4]], dimension: 1 },
      /^samples: sample 1 holds an array of 1/,
    ],
    ['a hole among numbers', { values: new Array(2), dimension: 1 }, /^samples: sample 0 holds undefined/],
    // biome-ignore lint/suspicious/noSparseArray: what is tried
    ['a hole among points', [[1], , [2]], /^samples: sample 1 is undefined; expected 1 coordinates/],
    ['bigints', { values: BigInt64Array.of(1n, 2n), dimension: 1 }, /^samples: sample 0 holds a bigint/],
    ['points of bigints', [BigInt64Array.of(1n), BigInt64Array.of(2n)], /^samples: sample 0 holds a bigint/],
    ['a tensor of strings', tf.tensor2d([['1'], ['2']]), /^samples: got a string tensor/],
    ['a disposed tensor', disposed(), /^samples: got a disposed tensor/],
    ['half a point', { values: [1, 2, 3], dimension: 2 }, /^samples.values: got 3 numbers/],
    ['no dimension', { values: [1, 2, 3], dimension: 0 }, /^samples.dimension: got 0;/],
    ['a tensor of rank 1', tf.tensor1d([1, 2]), /^samples: got a float32 tensor of shape \[2\]/],
  ])('refuses %s', async (_, samples, message) => {
    await expect(readSamples('samples', samples as Samples)).rejects.toMatchObject({
      name: 'ArgumentError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a pair of two spaces', async () => {
    await expect(
      readSamplePair(
        ['real', 'fake'],
        [[1], [2]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).rejects.toThrow(/^fake: has points of 2 dimensions where real has 1/);
  });
});
