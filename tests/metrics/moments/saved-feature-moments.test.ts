import { FeatureMoments, type SavedFeatureMoments } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random';

describe('saved moments', () => {
  it.each<[string, Partial<Record<keyof SavedFeatureMoments | 'sigma', unknown>>, RegExp]>([
    ['a negative count', { count: -1 }, /^saved.count: got -1/],
    ['no mean', { mean: [] }, /^saved.mean: its row 0 is an array of 0; expected rows of 1/],
    ['a mean that is none', { mean: [1, Number.NaN] }, /^saved.mean: its row 0 holds a number \(NaN\)/],
    ['fewer rows', { covariance: [[1, 0]] }, /^saved.covariance: has 1 rows; expected 2/],
    ['shorter rows', { covariance: [[1], [0]] }, /^saved.covariance: its row 0 is an array of 1/],
    [
      'another half',
      {
        covariance: [
          [1, 0],
          [0.5, 1],
        ],
      },
      /^saved.covariance: isn't symmetric at \(0, 1\)/,
    ],
    [
      'a negative variance',
      {
        covariance: [
          [1, 0],
          [0, -1],
        ],
      },
      /^saved.covariance: entry \(1, 1\) is -1/,
    ],
    [
      'a huge mean',
      { mean: [0, 1e300] },
      /^saved.mean: its row 0 holds 1e\+300; expected values up to ±1e\+70/,
    ],
    [
      'a huge variance',
      {
        covariance: [
          [1e300, 0],
          [0, 1],
        ],
      },
      /^saved.covariance: its row 0 holds 1e\+300; expected values up to ±1e\+140/,
    ],
    [
      'a covariance beyond its deviations',
      {
        covariance: [
          [1, 2],
          [2, 1],
        ],
      },
      /^saved.covariance: entry \(1, 0\) is 2; expected at most 1, the product of both features' deviations/,
    ],
    [
      'a matrix with a negative eigenvalue',
      {
        mean: [0, 0, 0],
        // Eigenvalues 1.9, 1.9 and −0.8.
        covariance: [
          [1, -0.9, -0.9],
          [-0.9, 1, -0.9],
          [-0.9, -0.9, 1],
        ],
      },
      /^saved.covariance: isn't positive semidefinite/,
    ],
    ['rows of others', { rows: [[1, 2, 3]] }, /^saved.rows: its row 0 is an array of 3/],
    ['an unknown key', { sigma: 1 }, /^saved: got the unknown key 'sigma'/],
  ])('refuses to restore %s', (_, wrong, message) => {
    const saved = {
      count: 5,
      mean: [0, 1],
      covariance: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(FeatureMoments.restore(saved).count).toBe(5);
    expect(() => FeatureMoments.restore({ ...saved, ...wrong } as never)).toThrow(message);
  });

  it('restores covariances that were rounded to float32, singular ones too', async () => {
    const random = createRandom(1);
    for (const [count, dimension] of [
      [4, 30],
      [500, 30],
      [10, 200],
    ] as const) {
      const rows = Array.from({ length: count }, () =>
        Array.from({ length: dimension }, (_, axis) => random.normal() * 10 ** (axis % 5)),
      );
      const saved = await savedOf(rows);
      const covariance = saved.covariance.map((row) => row.map(Math.fround));
      expect(FeatureMoments.restore({ ...saved, covariance }).count).toBe(count);
    }
  });
});

async function savedOf(rows: readonly number[][]): Promise<SavedFeatureMoments> {
  const moments = new FeatureMoments();
  await moments.add(rows);
  return moments.save();
}
