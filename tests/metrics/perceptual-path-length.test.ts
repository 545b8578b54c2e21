import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent, type Sampler, uniformLatent } from 'gan-core/distributions';
import { perceptualPathLength } from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import { lehmerPoints } from './references/lehmer';

const weights = Array.from(lehmerPoints(3, 5, 31).values);
/** tanh(zW) */
const curved = (z: tf.Tensor) => tf.tanh(tf.matMul(z as tf.Tensor2D, tf.tensor2d(weights, [3, 5])));
const fixed: Sampler = {
  shape: [3],
  sample: (count) => tf.tensor2d(Array.from(lehmerPoints(count, 3, 17).values), [count, 3]),
};
const same = (x: tf.Tensor) => x;

describe('perceptualPathLength', () => {
  // Printed by tests/metrics/references/path_length.py, with numpy's percentiles and scipy's quantiles.
  it.each<['spherical' | 'linear', number, number, number, number, number, number]>([
    ['spherical', 50, 0.05, 0.1, 0.727998309552646, 0.16591906809916485, 1.063078665356362],
    ['spherical', 33, 0.5, 0.0, 0.7086088830021807, 0.13234329086642493, 0.9781833449512404],
    ['spherical', 120, 0.01, 0.01, 1.0134848166212511, 0.15070154026382235, 1.3119413201546282],
    ['linear', 50, 0.05, 0.1, 0.701366006556425, 0.12541659436468175, 0.9546499572491267],
    ['linear', 33, 0.5, 0.0, 0.809430633065164, 0.13610154798666363, 1.0866604142557343],
    ['linear', 120, 0.01, 0.01, 0.7791236167509715, 0.07340509864187918, 0.9244985680873994],
  ])('on %s paths of %d pairs, ε = %d, less %d of either tail', async (...row) => {
    const [method, samples, epsilon, trim, value, error, upper] = row;
    const options = { method, samples, batchSize: samples, epsilon, trim, place: 'end' } as const;
    const estimate = await perceptualPathLength(curved, tf.square, fixed, options);
    expect(Math.abs(estimate.value / value - 1)).toBeLessThan(1e-4);
    expect(Math.abs(estimate.standardError / error - 1)).toBeLessThan(1e-4);
    expect(Math.abs(estimate.interval[1] / upper - 1)).toBeLessThan(1e-4);
    expect(estimate.sampleSizes).toEqual({ p: samples, q: 0 });
  });

  it('of a linear generator is 2d on lines between normal latents, anywhere on them, at any ε that float32 resolves', async () => {
    for (const place of ['full', 'end'] as const) {
      for (const epsilon of [1e-4, 0.3]) {
        const options = { method: 'linear', place, epsilon, trim: 0, samples: 4000, batchSize: 500 } as const;
        const { value, standardError } = await perceptualPathLength(same, same, normalLatent(6), options);
        expect(Math.abs(value - 12)).toBeLessThan(4 * standardError);
        // ‖z₁ − z₂‖² is 2χ² of 6 degrees of freedom: its standard deviation is 2√12.
        expect((standardError * Math.sqrt(4000)) / (2 * Math.sqrt(12))).toBeCloseTo(1, 1);
      }
    }
  });

  it('on circles in the plane is the mean squared angle, π²/3', async () => {
    const circle: Sampler = {
      shape: [2],
      sample: (count, random) => {
        const angles = Array.from({ length: count }, () => 2 * Math.PI * random.next());
        return tf.tensor2d(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));
      },
    };
    const { value, standardError } = await perceptualPathLength(same, same, circle, {
      trim: 0,
      samples: 4000,
      batchSize: 500,
    });
    expect(Math.abs(value - Math.PI ** 2 / 3)).toBeLessThan(4 * standardError);
  });

  it('has an interval that holds the mean', async () => {
    const runs = 100;
    const found = [];
    for (let seed = 0; seed < runs; seed++)
      found.push(
        await perceptualPathLength(curved, same, uniformLatent(3), {
          samples: 60,
          batchSize: 60,
          trim: 0.1,
          seed,
        }),
      );
    const mean = found.reduce((sum, { value }) => sum + value, 0) / runs;
    const held = found.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length;
    // Of 100 that hold with probability 0.95, fewer than 86 do with probability 0.0003.
    expect(held).toBeGreaterThanOrEqual(86);
  });

  it('takes models and pictures, asks them without training, and leaves no tensor behind', async () => {
    const generator = sequential({
      layers: [
        layers.dense({ units: 16, inputShape: [4] }),
        layers.dropout({ rate: 0.5 }),
        layers.reshape({ targetShape: [4, 4, 1] }),
      ],
    });
    const features = sequential({
      layers: [layers.flatten({ inputShape: [4, 4, 1] }), layers.dense({ units: 3 })],
    });
    const options = { samples: 20, batchSize: 8, seed: 3, epsilon: 0.1 };
    const measure = () => perceptualPathLength(generator, features, normalLatent(4), options);
    const first = await measure();
    const before = tf.memory().numTensors;
    expect(await measure()).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
    // Dropout at work would throw the two ends of a path apart.
    expect(first.value).toBeLessThan(1000);
    generator.dispose();
    features.dispose();
  });

  it('refuses what it can’t use, and leaves no tensor behind either', async () => {
    const few = tf.zeros([2, 3]);
    const before = tf.memory().numTensors;
    const latent = normalLatent(3);
    const measure = (...given: unknown[]) =>
      perceptualPathLength(...(given as Parameters<typeof perceptualPathLength>));
    await expect(measure('G', same, latent)).rejects.toThrow(
      /^generator: got the string 'G'; expected a function/,
    );
    await expect(measure(same, null, latent)).rejects.toThrow(/^features: got null/);
    await expect(measure(same, same, 3)).rejects.toThrow(/^latent: got a number \(3\); expected a sampler/);
    await expect(measure(() => 1, same, latent)).rejects.toThrow(
      /^generator: got a number \(1\); expected that it returns/,
    );
    await expect(measure(same, (x: tf.Tensor) => tf.sum(x), latent)).rejects.toThrow(/^features: got/);
    await expect(measure(same, (x: tf.Tensor) => tf.slice(x, 0, 1), latent)).rejects.toThrow(
      /^features: returned/,
    );
    await expect(measure(async () => 1, same, latent)).rejects.toThrow(/^generator: it returns a promise/);
    await expect(measure((z: tf.Tensor) => tf.div(z, 0), same, latent)).rejects.toThrow(/^features: gave/);
    await expect(measure(same, same, { shape: [3], sample: () => few })).rejects.toThrow(/^latent: sampled/);
    await expect(measure(same, same, latent, { trim: 0.5 })).rejects.toThrow(/^trim: got 0.5/);
    await expect(measure(same, same, latent, { place: 'middle' })).rejects.toThrow(
      /^place: got the string 'middle'/,
    );
    await expect(measure(same, same, latent, { method: 'slerp' })).rejects.toThrow(
      /^method: got the string 'slerp'/,
    );
    const controller = new AbortController();
    const measured = measure(same, same, latent, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')));
    await expect(measured).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
    few.dispose();
  });
});
