import * as tf from '@tensorflow/tfjs-core';
import { type AdamOptions, adam, cosineDecay, fromTfjsOptimizer } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

/** Adam in float64, weight by weight, as algorithm 1 of Kingma & Ba 2015 has it. */
function reference(
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  settings: Required<AdamOptions>,
): number[] {
  const { learningRate, beta1, beta2, epsilon } = settings;
  return start.map((weight, index) => {
    let [w, m, v] = [weight, 0, 0];
    gradients.forEach((gradient, step) => {
      const g = gradient[index]!;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const corrected = [m / (1 - beta1 ** (step + 1)), v / (1 - beta2 ** (step + 1))] as const;
      const rate = typeof learningRate === 'number' ? learningRate : learningRate(step);
      w -= (rate * corrected[0]) / (Math.sqrt(corrected[1]) + epsilon);
    });
    return w;
  });
}

const start = [1, -2, 0.5, 3, -0.25, 0.1];
const steps = Array.from({ length: 60 }, (_, step) =>
  start.map((_, index) => Math.sin(step * (index + 1)) * 10 ** (index - 3)),
);

describeOnBackends('adam', () => {
  it.each([
    { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    { learningRate: 0.05, beta1: 0, beta2: 0.9, epsilon: 1e-3 },
    { learningRate: (update) => 0.05 / (1 + update), beta1: 0.5, beta2: 0.99, epsilon: 1e-7 },
  ] satisfies Required<AdamOptions>[])(
    'follows the float64 reference over 60 updates with %o',
    async (settings) => {
      const optimizer = adam(settings);
      const weights = [
        tf.variable(tf.tensor2d(start.slice(0, 4), [2, 2])),
        tf.variable(tf.tensor1d(start.slice(4))),
      ];
      for (const gradient of steps) {
        const gradients = [tf.tensor2d(gradient.slice(0, 4), [2, 2]), tf.tensor1d(gradient.slice(4))];
        optimizer.update(weights, gradients);
        tf.dispose(gradients);
      }
      const values = [...(await weights[0]!.data()), ...(await weights[1]!.data())];
      const expected = reference(start, steps, settings);
      for (const [index, value] of values.entries())
        expect(Math.abs(value - expected[index]!)).toBeLessThan(2e-5);
      optimizer.dispose();
      tf.dispose(weights);
    },
  );

  it('is not tfjs Adam, but agrees with it where epsilon is the same', async () => {
    const [ours, theirs] = [tf.variable(tf.tensor1d(start)), tf.variable(tf.tensor1d(start))];
    const optimizers = [
      adam({ learningRate: 0.01, beta1: 0.5 }),
      fromTfjsOptimizer(tf.train.adam(0.01, 0.5, 0.999, 1e-7)),
    ];
    for (const gradient of steps) {
      const g = tf.tensor1d(gradient);
      optimizers[0]!.update([ours], [g]);
      optimizers[1]!.update([theirs], [g]);
      g.dispose();
    }
    const [a, b] = [await ours.data(), await theirs.data()];
    for (const [index, value] of a.entries()) expect(Math.abs(value - b[index]!)).toBeLessThan(2e-5);
    for (const optimizer of optimizers) optimizer.dispose();
    tf.dispose([ours, theirs]);
  });

  it.each([
    { name: 'a constant rate', learningRate: 0.01 },
    { name: 'a falling rate', learningRate: cosineDecay({ from: 0.01, steps: 25 }) },
  ])(
    'goes back to a saved state, with $name: the same updates give the same numbers again, bit for bit',
    async ({ learningRate }) => {
      const weight = tf.variable(tf.tensor1d(start));
      const optimizer = adam({ learningRate });
      const update = (gradient: readonly number[]) =>
        tf.tidy(() => optimizer.update([weight], [tf.tensor1d([...gradient])]));
      steps.slice(0, 10).forEach(update);
      const state = await optimizer.save();
      const saved = weight.clone();
      steps.slice(10, 20).forEach(update);
      const first = await weight.data();
      weight.assign(saved);
      await optimizer.restore(state);
      steps.slice(10, 20).forEach(update);
      expect(await weight.data()).toEqual(first);
      tf.dispose([saved, weight, state.tensors]);
      optimizer.dispose();
    },
  );

  it('does not move at a rate of 0, and refuses a rate of a schedule that is none before it moves anything', async () => {
    const weight = tf.variable(tf.tensor1d(start));
    const rates = [0, -0.1, Number.NaN, Number.POSITIVE_INFINITY, undefined as unknown as number];
    const asked: number[] = [];
    let next = 0;
    const optimizer = adam({
      learningRate(update) {
        asked.push(update);
        return rates[next++]!;
      },
    });
    const update = () => tf.tidy(() => optimizer.update([weight], [tf.onesLike(weight)]));
    update();
    for (const shown of [
      'a number \\(-0.1\\)',
      'a number \\(NaN\\)',
      'a number \\(Infinity\\)',
      'undefined',
    ]) {
      expect(update).toThrow(
        new RegExp(`^learningRate: gave ${shown} for update 1; expected a finite number`),
      );
    }
    expect(asked).toEqual([0, 1, 1, 1, 1]);
    expect(await weight.data()).toEqual(Float32Array.from(start));
    const state = await optimizer.save();
    expect(state.updates).toBe(1);
    tf.dispose(state.tensors);
    optimizer.dispose();
    weight.dispose();
  });

  it('leaves a weight without a gradient where it is, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const [used, unused] = tf.tidy(
      () => [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.tensor1d([3, 4, 5]))] as const,
    );
    const optimizer = adam();
    for (let step = 0; step < 5; step++)
      tf.tidy(() => optimizer.update([used, unused], [tf.tensor1d([1, -1]), null]));
    expect([...(await unused.data())]).toEqual([3, 4, 5]);
    expect((await used.data())[0]).toBeLessThan(1);
    optimizer.dispose();
    tf.dispose([used, unused]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('adam', () => {
  it('refuses settings out of range by name', () => {
    expect(() => adam({ learningRate: 0 })).toThrow(/^learningRate: got 0; expected a positive/);
    expect(() => adam({ epsilon: -1 })).toThrow(/^epsilon: got -1/);
    expect(() => adam({ beta1: 1 })).toThrow(/^beta1: got 1; expected a number in \[0, 1\)/);
    expect(() => adam({ beta2: Number.NaN })).toThrow(/^beta2: got NaN/);
  });
});
