import fc from 'fast-check';
import { createRandom } from 'gan-core/distributions';
import { type Features, inceptionScore } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, fixed, mean } from '../estimators/points';
import { inRows, referenceRows } from './reference-rows';

/** tests/references/feature-metrics.py */
const OF_SPLITS = [
  2.5722077406369603, 2.875785128626511, 2.3529178347974673, 2.3377673516541213, 2.3982327147670572,
  2.562302570710614, 1.9297043328203007, 1.779466914197216, 1.8222696602954818, 2.6280867482695385,
];

describe('inceptionScore', () => {
  const logits = referenceRows(103, 5, 10, { scale: 8 });

  it("has numpy's value: of all samples, and the mean of 10 splits in their order", async () => {
    const { value, details } = await inceptionScore(logits, { outputs: 'logits', shuffle: false });
    expect(Math.abs(value - mean(OF_SPLITS))).toBeLessThan(1e-10);
    const spread = Math.sqrt(mean(OF_SPLITS.map((score) => (score - mean(OF_SPLITS)) ** 2)));
    expect(details.splitDeviation).toBeCloseTo(spread, 10);
    expect(details.mutualInformation).toBeCloseTo(Math.log(2.5617752134705096), 10);
    const all = await inceptionScore(inRows(logits, 10), { outputs: 'logits', splits: 1 });
    expect(Math.abs(all.value - 2.5617752134705096)).toBeLessThan(1e-10);
    expect(all.sampleSizes).toEqual({ p: 103, q: 0 });
  });

  it('has the same value for probabilities as for their logits, and for shifted logits', async () => {
    const options = { splits: 4, seed: 3 };
    const { value } = await inceptionScore(logits, { ...options, outputs: 'logits' });
    const shifted = { ...logits, values: logits.values.map((logit, at) => logit + 1e3 * Math.floor(at / 5)) };
    expect((await inceptionScore(shifted, { ...options, outputs: 'logits' })).value).toBeCloseTo(value, 8);
    const probabilities = Array.from({ length: 103 }, (_, row) => {
      const powers = Array.from(logits.values.subarray(5 * row, 5 * row + 5), Math.exp);
      return powers.map((power) => power / powers.reduce((sum, each) => sum + each, 0));
    });
    expect((await inceptionScore(probabilities, options)).value).toBeCloseTo(value, 10);
  });

  it('lies between 1 and the number of classes, which it reaches', async () => {
    const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), async (weights) => {
        const rows = weights.map((each) => {
          const total = each.reduce((sum, weight) => sum + weight + 1, 0);
          return each.map((weight) => (weight + 1) / total);
        });
        const { value } = await inceptionScore(rows, { splits: 1 });
        expect(value).toBeGreaterThan(1 - 1e-12);
        expect(value).toBeLessThan(3);
      }),
      { ...fixed, numRuns: 50 },
    );
    const sure = [0, 1, 2, 3].flatMap((k) =>
      Array.from({ length: 5 }, () => [0, 1, 2, 3].map((j) => (j === k ? 1 : 0))),
    );
    expect((await inceptionScore(sure, { splits: 1 })).value).toBeCloseTo(4, 12);
    // In their order each part has one class: that is why they are dealt.
    expect((await inceptionScore(sure, { splits: 4, shuffle: false })).value).toBeCloseTo(1, 12);
  });

  it('has the standard error of leaving out each sample in turn', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => Array.from(logits.values.subarray(5 * i, 5 * i + 5)));
    const of = async (from: readonly number[][]) => inceptionScore(from, { outputs: 'logits', splits: 1 });
    const without = await Promise.all(
      rows.map(async (_, i) => (await of(rows.filter((_, j) => j !== i))).value),
    );
    const expected = Math.sqrt((29 ** 2 / 30) * deviation(without) ** 2);
    expect((await of(rows)).standardError / expected).toBeCloseTo(1, 10);
  });

  it.each([1, 10])('covers its expectation with %d splits', async (splits) => {
    const runs = 60;
    const values: number[] = [];
    const errors: number[] = [];
    const intervals: (readonly [number, number])[] = [];
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const outputs = Array.from({ length: 400 }, () => Array.from({ length: 4 }, () => 3 * random.normal()));
      const estimate = await inceptionScore(outputs, { outputs: 'logits', splits, seed });
      values.push(estimate.value);
      errors.push(estimate.standardError);
      intervals.push(estimate.interval);
    }
    // A deviation of 60 draws has a standard error of 9 %.
    expect(Math.abs(mean(errors) / deviation(values) - 1)).toBeLessThan(0.36);
    const expectation = mean(values);
    const covered = intervals.filter(([low, high]) => low <= expectation && expectation <= high).length;
    // 95 % of 60 less 4 standard errors.
    expect(covered).toBeGreaterThanOrEqual(50);
  });

  it('warns of small parts', async () => {
    const half = (count: number) => Array.from({ length: count }, () => [0.5, 0.5]);
    expect((await inceptionScore(half(200))).warnings).toEqual([]);
    expect((await inceptionScore(half(199))).warnings).toEqual([
      expect.stringMatching(/^Parts of 19 samples for 2 classes/),
    ]);
  });

  const two = [
    [1, 0],
    [0, 1],
  ];
  it.each<[string, unknown[], RegExp]>([
    [
      'logits for probabilities',
      [
        [
          [3, 1],
          [0, 1],
        ],
        { splits: 1 },
      ],
      /^outputs: row 0 adds up to 4; expected probabilities.*Of logits, pass/,
    ],
    [
      'negative ones',
      [
        [
          [1, 0],
          [1.5, -0.5],
        ],
        { splits: 1 },
      ],
      /^outputs: row 1 holds -0.5; expected probabilities/,
    ],
    [
      'one class',
      [[[1], [1]], { splits: 1 }],
      /^outputs: has rows of 1 number; expected one for each of at least 2 classes/,
    ],
    ['too few rows', [two], /^outputs: has 2 rows of features; expected at least 20/],
    ['another kind', [two, { outputs: 'scores' }], /^outputs: got the string 'scores' for their kind/],
    ['no splits', [two, { splits: 0 }], /^splits: got 0/],
    ['a shuffle by number', [two, { shuffle: 1 }], /^shuffle: got/],
    ['another name', [two, { isLogits: true }], /^options: got the unknown key 'isLogits'/],
  ])('refuses %s', async (_, given, message) => {
    await expect(inceptionScore(...(given as [Features]))).rejects.toThrow(message);
  });
});
