import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from 'gan-core/distributions';
import { FeatureMoments, type Features, frechetDistance } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { deviation, mean } from '../../estimators/points';
import { inRows, referenceRows } from '../reference-rows';

/** Half of them 0, as features behind a ReLU. */
function rectified(random: Random, count: number, dimension: number, shift: number) {
  const values = Float64Array.from({ length: count * dimension }, () => shift + Math.max(0, random.normal()));
  return { values, dimension };
}

describe('frechetDistance', () => {
  // tests/references/feature-metrics.py: pytorch-fid's formula, and singular values of the centered rows' product.
  it.each<[string, Features, Features, number]>([
    [
      '6 features',
      referenceRows(200, 6, 1),
      referenceRows(150, 6, 2, { shift: 0.1, scale: 1.3 }),
      0.6042419076573715,
    ],
    ['64 features', referenceRows(900, 64, 3), referenceRows(800, 64, 4, { scale: 1.1 }), 0.5643199690453589],
    [
      'dead features',
      referenceRows(200, 6, 5, { dead: 2 }),
      referenceRows(150, 6, 6, { scale: 1.5, dead: 1 }),
      1.4459316063910896,
    ],
    [
      'fewer rows than features',
      referenceRows(9, 20, 7),
      referenceRows(12, 20, 8, { shift: 0.2 }),
      2.883137148530739,
    ],
  ])("has scipy's value: %s", async (_, real, generated, expected) => {
    const { value, details } = await frechetDistance(real, generated);
    expect(Math.abs(value - expected)).toBeLessThan(1e-9);
    expect(details.ofMeans + details.ofCovariances).toBe(value);
    const { value: other } = await frechetDistance(generated, real);
    expect(Math.abs(other - expected)).toBeLessThan(1e-9);
  });

  it('is (μ₁ − μ₂)² + (σ₁ − σ₂)² of one feature', async () => {
    const { value } = await frechetDistance([[0], [2]], [[3], [7]]);
    expect(value).toBeCloseTo(16 + (Math.SQRT2 * 2 - Math.SQRT2) ** 2, 13);
  });

  it('is 0 of the same features, and ‖shift‖² of shifted ones', async () => {
    const rows = referenceRows(300, 10, 5);
    expect((await frechetDistance(rows, rows)).value).toBeLessThan(1e-12);
    const shifted = { ...rows, values: rows.values.map((value) => value + 3) };
    expect((await frechetDistance(rows, shifted)).value).toBeCloseTo(90, 10);
    const constant = [
      [1, 2],
      [1, 2],
      [1, 2],
    ];
    const { value, standardError } = await frechetDistance(constant, [
      [1, 3],
      [1, 3],
    ]);
    expect([value, standardError]).toEqual([1, 0]);
  });

  it('grows with c² of features times c, at scales far from 1', async () => {
    const [p, q] = [referenceRows(80, 5, 1), referenceRows(70, 5, 2, { scale: 2 })];
    const { value, standardError } = await frechetDistance(p, q);
    for (const c of [1e-40, 1e40]) {
      const times = (rows: typeof p) => ({ ...rows, values: rows.values.map((entry) => entry * c) });
      const scaled = await frechetDistance(times(p), times(q));
      expect(scaled.value / c ** 2 / value).toBeCloseTo(1, 10);
      expect(scaled.standardError / c ** 2 / standardError).toBeCloseTo(1, 8);
    }
  });

  it('takes blocks, tensors and moments for the same features, and leaves them', async () => {
    const [p, q] = [referenceRows(120, 4, 1), referenceRows(110, 4, 2)];
    const { value, standardError } = await frechetDistance(p, q);
    const moments = new FeatureMoments();
    await moments.add(inRows(p, 50));
    const tensor = tf.tensor2d(Float32Array.from(q.values), [110, 4]);
    const before = tf.memory().numTensors;
    const again = await frechetDistance(moments, tensor);
    expect(again.value).toBeCloseTo(value, 6); // the tensor is of float32
    expect(again.standardError / standardError).toBeCloseTo(1, 5);
    expect(again.sampleSizes).toEqual({ p: 120, q: 110 });
    expect([tf.memory().numTensors, moments.count]).toEqual([before, 120]);
    tensor.dispose();
  });

  it.each([
    [0.5, 0.85, 1.2], // apart
    [0, 1.2, 1.8], // of one distribution: √2 too large, as a jackknife's would be
  ])('has the standard error that other draws show: shift %d', async (shift, least, most) => {
    const runs = 60;
    const values: number[] = [];
    const errors: number[] = [];
    const intervals: (readonly [number, number])[] = [];
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed);
      const estimate = await frechetDistance(rectified(random, 300, 8, 0), rectified(random, 300, 8, shift));
      values.push(estimate.value);
      errors.push(estimate.standardError);
      intervals.push(estimate.interval);
    }
    // A deviation of 60 draws has a standard error of 9 %.
    const ratio = mean(errors) / deviation(values);
    expect(ratio).toBeGreaterThan(least - 0.18);
    expect(ratio).toBeLessThan(most + 0.18);
    const expectation = mean(values);
    const covered = intervals.filter(([low, high]) => low <= expectation && expectation <= high).length;
    // 95 % of 60 less 4 standard errors.
    expect(covered).toBeGreaterThanOrEqual(50);
  });

  it('tells the error from Gaussian rows where it has none, and says so', async () => {
    const random = createRandom(1);
    const normals = (scale: number) =>
      Array.from({ length: 4000 }, () => Array.from({ length: 3 }, () => scale * random.normal()));
    const [real, generated] = [new FeatureMoments(), new FeatureMoments()];
    await real.add(normals(1));
    await generated.add(normals(1.5));
    const known = await frechetDistance(real, generated);
    const { count, mean: mu, covariance } = real.save();
    const bare = FeatureMoments.restore({ count, mean: mu, covariance });
    const told = await frechetDistance(bare, generated);
    expect(told.value).toBeCloseTo(known.value, 12);
    // Two variances of 1,024 rows: about 5 % each.
    expect(Math.abs(told.standardError / known.standardError - 1)).toBeLessThan(0.2);
    expect(known.warnings).toEqual([]);
    expect(told.warnings).toEqual([expect.stringMatching(/^One side came as moments without rows/)]);
  });

  it('warns of fewer than 10 samples a feature', async () => {
    const enough = await frechetDistance(referenceRows(60, 6, 1), referenceRows(60, 6, 2));
    expect(enough.warnings).toEqual([]);
    const few = await frechetDistance(referenceRows(60, 6, 1), referenceRows(59, 6, 2));
    expect(few.warnings).toEqual([expect.stringMatching(/^Only 59 samples for 6 features.*Draw 60 or more/)]);
  });

  it('hears its signal', async () => {
    const controller = new AbortController();
    const work = frechetDistance(referenceRows(2000, 200, 1), referenceRows(2000, 200, 2), {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(work).rejects.toThrow('enough');
  });

  it.each<[string, unknown[], RegExp]>([
    [
      'one row',
      [
        [[1, 2]],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      /^real: has 1 row of features; expected at least 2/,
    ],
    ['empty moments', [[[1], [2]], new FeatureMoments()], /^generated: has 0 rows/],
    [
      'two spaces',
      [
        [[1], [2]],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      /^generated: has rows of 2 values where real has 1/,
    ],
    ['an unknown option', [[[1], [2]], [[1], [2]], { eps: 1 }], /^options: got the unknown key 'eps'/],
  ])('refuses %s', async (_, given, message) => {
    await expect(frechetDistance(...(given as [Features, Features]))).rejects.toThrow(message);
  });
});
