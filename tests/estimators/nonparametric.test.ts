import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import {
  type Estimate,
  type EstimateOptions,
  estimateEnergyDistance,
  estimateEntropyByNeighbors,
  estimateKlByNeighbors,
  estimateMaximumMeanDiscrepancy,
  estimateSinkhornDivergence,
  estimateSlicedWasserstein,
  type Samples,
} from 'gan-core/estimators';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random';
import { gaussian } from './points';
import { estimateWasserstein1, estimateWasserstein2 } from './wasserstein-of-order';

type Estimator = (p: Samples, q: Samples, options?: EstimateOptions) => Promise<Estimate>;

const estimators: [string, Estimator][] = [
  ['estimateKlByNeighbors', estimateKlByNeighbors],
  ['estimateEntropyByNeighbors', (p, _, options) => estimateEntropyByNeighbors(p, options)],
  ['estimateMaximumMeanDiscrepancy', estimateMaximumMeanDiscrepancy],
  ['estimateEnergyDistance', estimateEnergyDistance],
  ['estimateWasserstein1', estimateWasserstein1],
  ['estimateWasserstein2', estimateWasserstein2],
  ['estimateSlicedWasserstein', estimateSlicedWasserstein],
  ['estimateSinkhornDivergence', estimateSinkhornDivergence],
];

describe.each(estimators)('%s', (_, estimate) => {
  const random = createRandom(1);
  const p = gaussian(random, 60, 2);
  const q = gaussian(random, 60, 2, 1);

  it('gives the same for the same seed, down to the last bit', async () => {
    expect(await estimate(p, q, { seed: 7 })).toEqual(await estimate(p, q, { seed: 7 }));
  });

  it('reads tensors as it reads arrays, and leaves them alone', async () => {
    const [tensorP, tensorQ] = [tf.tensor2d(p), tf.tensor2d(q)];
    const before = tf.memory().numTensors;
    const fromTensors = await estimate(tensorP, tensorQ);
    const float32 = (rows: number[][]) => rows.map((row) => Float32Array.from(row));
    expect(fromTensors).toEqual(await estimate(float32(p), float32(q)));
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([tensorP, tensorQ]);
  });

  it('has an interval of the confidence that was asked for, about the value', async () => {
    const wide = await estimate(p, q, { confidence: 0.99 });
    const narrow = await estimate(p, q, { confidence: 0.5 });
    // Φ⁻¹(0.995) and Φ⁻¹(0.75)
    expect(wide.interval[1] - wide.value).toBeCloseTo(2.5758293035489004 * wide.standardError, 10);
    expect(narrow.value - narrow.interval[0]).toBeCloseTo(0.6744897501960817 * narrow.standardError, 10);
    expect(wide.standardError).toBeGreaterThan(0);
    expect(wide.sampleSizes.p).toBe(60);
  });

  it('rejects with the reason of a signal that is aborted before or meanwhile', async () => {
    const reason = new Error('enough');
    await expect(estimate(p, q, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const dimension = estimate === estimateWasserstein1 || estimate === estimateWasserstein2 ? 2 : 3;
    const size = dimension === 2 ? 1500 : 20000;
    const large = createRandom(2);
    const many = () => ({ values: new Float64Array(size * dimension).map(() => large.normal()), dimension });
    const controller = new AbortController();
    const running = estimate(many(), many(), { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(running).rejects.toBe(reason);
  });

  it('refuses samples and options that will not do', async () => {
    await expect(estimate([[1, 2]], q)).rejects.toThrow(/^p: has 1 sample; expected at least/);
    await expect(estimate([...p, [Number.NaN, 0]], q)).rejects.toThrow(/^p: sample 60 holds NaN/);
    await expect(estimate(p, q, { seed: -1 })).rejects.toThrow(/^seed: got -1;/);
    await expect(estimate(p, q, { sede: 1 } as EstimateOptions)).rejects.toThrow(
      /^options: got the unknown key 'sede'/,
    );
  });
});

describe('the seed', () => {
  const random = createRandom(3);
  const p = gaussian(random, 60, 2);
  const q = gaussian(random, 60, 2, 0.4);

  it('draws other directions, relabelings and halves', async () => {
    const sliced = await Promise.all([1, 2].map((seed) => estimateSlicedWasserstein(p, q, { seed })));
    expect(sliced[0]!.value).not.toBe(sliced[1]!.value);
    const tests = await Promise.all(
      [1, 2, 3].map((seed) => estimateEnergyDistance(p, q, { seed, permutations: 999 })),
    );
    expect(new Set(tests.map(({ details }) => details.permutationTest!.pValue)).size).toBeGreaterThan(1);
    expect(new Set(tests.map(({ value }) => value)).size).toBe(1);
    const halves = await Promise.all([1, 2].map((seed) => estimateWasserstein1(p, q, { seed })));
    expect(halves[0]!.details.noiseFloor).not.toBe(halves[1]!.details.noiseFloor);
  });
});
