import { createRandom, type Random } from 'gan-core/distributions';
import { FeatureMoments, type Features, frechetDistanceExtrapolated } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../../estimators/points';
import { referenceRows } from '../reference-rows';

const DIMENSION = 8;

function normals(random: Random, count: number, scale: number) {
  const values = Float64Array.from({ length: count * DIMENSION }, () => scale * random.normal());
  return { values, dimension: DIMENSION };
}

describe('frechetDistanceExtrapolated', () => {
  it.each([1, 1.5])('takes the bias away, where all samples leave it: scale %d', async (scale) => {
    // Between N(0, 1) and N(0, scale²) in 8 dimensions.
    const truth = DIMENSION * (scale - 1) ** 2;
    const runs = 50;
    const values: number[] = [];
    const biased: number[] = [];
    const errors: number[] = [];
    let covered = 0;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const estimate = await frechetDistanceExtrapolated(
        normals(random, 400, 1),
        normals(random, 400, scale),
        { sides: 'both', seed },
      );
      values.push(estimate.value);
      biased.push(estimate.details.ofAllSamples);
      errors.push(estimate.standardError);
      if (estimate.interval[0] <= truth && truth <= estimate.interval[1]) covered++;
    }
    const error = deviation(values) / Math.sqrt(runs);
    // What is left is of 1/n²: here (8/400)² of some units.
    expect(Math.abs(mean(values) - truth)).toBeLessThan(4 * error + 0.004);
    expect(mean(biased) - truth).toBeGreaterThan(6 * error);
    // A deviation of 50 draws has a standard error of 10 %.
    expect(mean(errors) / deviation(values)).toBeGreaterThan(0.7);
    // 95 % of 50 less 4 standard errors.
    expect(covered).toBeGreaterThanOrEqual(41);
  });

  it("leaves the real side's samples alone by default, also of moments", async () => {
    const runs = 50;
    const axes = Array.from({ length: DIMENSION }, (_, i) => i);
    const moments = FeatureMoments.restore({
      count: 10_000,
      mean: axes.map(() => 0),
      covariance: axes.map((i) => axes.map((j) => (i === j ? 1 : 0))),
    });
    const values: number[] = [];
    for (let seed = 0; seed < runs; seed++) {
      const generated = normals(createRandom(seed), 500, 1);
      values.push((await frechetDistanceExtrapolated(moments, generated, { seed })).value);
    }
    // The truth is 0, but for terms of 1/n²; all 500 samples lie 0.05 away.
    expect(Math.abs(mean(values))).toBeLessThan(4 * (deviation(values) / Math.sqrt(runs)) + 0.002);
    const [real, generated] = [normals(createRandom(1), 800, 1), normals(createRandom(2), 500, 1)];
    const ofReal = new FeatureMoments();
    await ofReal.add(real);
    const fromRows = await frechetDistanceExtrapolated(real, generated);
    expect((await frechetDistanceExtrapolated(ofReal, generated)).value).toBeCloseTo(fromRows.value, 10);
  });

  it('is where the line through its levels meets 0', async () => {
    const { value, details } = await frechetDistanceExtrapolated(
      referenceRows(100, 3, 1),
      referenceRows(99, 3, 2),
      { levels: 2 },
    );
    const [all, halves] = details.levels;
    expect([all!.count, halves!.count, all!.distance]).toEqual([99, 49, details.ofAllSamples]);
    expect(value).toBeCloseTo(2 * all!.distance - halves!.distance, 12);
  });

  it('has the same numbers for a seed, and others for another', async () => {
    const of = async (seed: number) =>
      (await frechetDistanceExtrapolated(referenceRows(60, 3, 1), referenceRows(60, 3, 2), { seed })).value;
    expect(await of(1)).toBe(await of(1));
    expect(await of(1)).not.toBe(await of(2));
  });

  it('warns of small parts', async () => {
    const { warnings } = await frechetDistanceExtrapolated(referenceRows(60, 6, 1), referenceRows(59, 6, 2));
    expect(warnings).toEqual([
      expect.stringMatching(/^The smallest parts have 11 samples for 6 features.*Draw 60/),
    ]);
    const enough = await frechetDistanceExtrapolated(referenceRows(60, 6, 1), referenceRows(60, 6, 2));
    expect(enough.warnings).toEqual([]);
  });

  const rows = referenceRows(20, 2, 1);
  it.each<[string, unknown[], RegExp]>([
    [
      'too few rows',
      [
        rows,
        [
          [1, 2],
          [3, 4],
        ],
      ],
      /^generated: has 2 rows of features; expected at least 10/,
    ],
    [
      'a wrong side',
      [rows, rows, { sides: 'real' }],
      /^sides: got the string 'real'; expected 'generated' or 'both'/,
    ],
    ['one level', [rows, rows, { levels: 1 }], /^levels: got 1; expected a whole number from 2 to 20/],
    [
      'moments to part',
      [new FeatureMoments(), rows, { sides: 'both' }],
      /^real: came as moments, which can't be parted/,
    ],
    ['moments of the generated', [rows, new FeatureMoments()], /^generated: got/],
    ['two spaces', [[[1], [2]], rows], /^generated: has rows of 2 values where real has 1/],
  ])('refuses %s', async (_, given, message) => {
    await expect(frechetDistanceExtrapolated(...(given as [Features, Features]))).rejects.toThrow(message);
  });
});
