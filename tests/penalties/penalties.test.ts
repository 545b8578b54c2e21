import * as tf from '@tensorflow/tfjs-core';
import { createRandom, normalLatent } from 'gan-core/distributions';
import {
  draganGradientPenalty,
  leCamPenalty,
  leCamRegularization,
  r1GradientPenalty,
  r1Penalty,
  r2GradientPenalty,
  wganGpGradientPenalty,
  zeroCenteredGradientPenalty,
} from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

/**
 * D(x) = ½ Σ aᵢxᵢ² + b, so ∇D = a∘x: every penalty and its gradient by a has a closed form, computed here in float64.
 */
const a = [0.5, -1.5, 2];
const real = [
  [1, 0.5, -1],
  [0.25, -0.75, 0.5],
];
const fake = [
  [-0.5, 1, 0.75],
  [0, 0.5, -0.25],
];
const u = [0.25, 0.75];

type Rows = readonly (readonly number[])[];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const squaredNorm = (weights: readonly number[], x: readonly number[]) =>
  x.reduce((sum, value, index) => sum + (weights[index]! * value) ** 2, 0);
const meanSquare = (weights: readonly number[], rows: Rows) => mean(rows.map((x) => squaredNorm(weights, x)));
const meanExcess = (weights: readonly number[], rows: Rows, target: number, oneSided = false) =>
  mean(
    rows.map((x) => {
      const excess = Math.sqrt(squaredNorm(weights, x)) - target;
      return (oneSided ? Math.max(excess, 0) : excess) ** 2;
    }),
  );
const between = real.map((x, row) =>
  x.map((value, index) => u[row]! * value + (1 - u[row]!) * fake[row]![index]!),
);

function differences(f: (weights: readonly number[]) => number): number[] {
  const h = 1e-6;
  return a.map((_, index) => {
    const moved = (by: number) => f(a.map((value, other) => (other === index ? value + by : value)));
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

type PenaltyOf = (discriminate: (x: tf.Tensor) => tf.Tensor) => tf.Scalar;
const tensors = () => ({
  real: tf.tensor2d(real.map((x) => [...x])),
  fake: tf.tensor2d(fake.map((x) => [...x])),
  u: tf.tensor1d(u),
});

const rows: [string, PenaltyOf, (weights: readonly number[]) => number][] = [
  ['R1', (d) => r1GradientPenalty(d, tensors().real, { gamma: 3 }), (w) => 1.5 * meanSquare(w, real)],
  ['R1 by default', (d) => r1GradientPenalty(d, tensors().real), (w) => 5 * meanSquare(w, real)],
  ['R2', (d) => r2GradientPenalty(d, tensors().fake, { gamma: 3 }), (w) => 1.5 * meanSquare(w, fake)],
  [
    'WGAN-GP',
    (d) => wganGpGradientPenalty(d, tensors().real, tensors().fake, { interpolation: tensors().u }),
    (w) => 10 * meanExcess(w, between, 1),
  ],
  [
    'WGAN-GP, one-sided',
    (d) =>
      wganGpGradientPenalty(d, tensors().real, tensors().fake, {
        interpolation: tensors().u,
        oneSided: true,
        target: 0.8,
        weight: 2,
      }),
    (w) => 2 * meanExcess(w, between, 0.8, true),
  ],
  [
    'zero-centered at interpolates',
    (d) =>
      zeroCenteredGradientPenalty(d, tensors().real, tensors().fake, {
        interpolation: tensors().u,
        weight: 2,
      }),
    (w) => 2 * meanSquare(w, between),
  ],
  [
    'DRAGAN, noise given',
    (d) => draganGradientPenalty(d, tensors().real, { noise: tensors().fake, weight: 2 }),
    (w) =>
      2 *
      meanExcess(
        w,
        real.map((x, row) => x.map((value, index) => value + fake[row]![index]!)),
        1,
      ),
  ],
];

describeOnBackends('gradient penalties', () => {
  it.each(rows)('%s: the closed form, and its gradient by D’s weights', async (_, penalty, truth) => {
    const weights = tf.variable(tf.tensor1d(a));
    const bias = tf.variable(tf.scalar(1)); // not on the penalty's path: gets no gradient, and makes nothing throw
    const discriminate = (x: tf.Tensor) =>
      tf.add(tf.mul(tf.sum(tf.mul(tf.square(x), weights), 1, true), 0.5), bias);
    const { value, grads } = tf.variableGrads(() => penalty(discriminate), [weights, bias]);
    expect((await value.data())[0]).toBeCloseTo(truth(a), 4);
    const gradient = await grads[weights.name]!.data();
    for (const [index, expected] of differences(truth).entries()) {
      expect(Math.abs(gradient[index]! - expected)).toBeLessThan(1e-4 * (1 + Math.abs(expected)));
    }
    expect(grads[bias.name]).toBeUndefined();
    tf.dispose([weights, bias, value, grads]);
  });

  it('stay finite where the gradient is zero, values and gradients', async () => {
    const weight = tf.variable(tf.scalar(0));
    const { real: x, fake: y } = tensors();
    const discriminate = (samples: tf.Tensor) => tf.mul(tf.sum(samples, 1), weight);
    for (const penalty of [
      wganGpGradientPenalty(discriminate, x, y, { seed: 1 }),
      draganGradientPenalty(discriminate, x, { seed: 1 }),
    ]) {
      expect((await penalty.data())[0]).toBeCloseTo(10, 4);
    }
    const { grads } = tf.variableGrads(
      () => wganGpGradientPenalty(discriminate, x, y, { seed: 1 }),
      [weight],
    );
    expect(Number.isFinite((await grads[weight.name]!.data())[0])).toBe(true);
  });

  it('take logits of several places a sample (PatchGAN): the gradient of their sum', async () => {
    const x = tf.ones([2, 3]);
    const patches = (samples: tf.Tensor) =>
      tf.reshape(tf.concat([samples, tf.mul(samples, 2)], 1), [2, 2, 3, 1]);
    expect((await r1GradientPenalty(patches, x, { gamma: 2 }).data())[0]).toBeCloseTo(3 * 9, 4);
  });

  it('draw the same u from the same seed, and another one from a stream that goes on', async () => {
    const { real: x, fake: y } = tensors();
    const discriminate = (samples: tf.Tensor) => tf.sum(tf.square(samples), 1);
    const value = async (options: object) =>
      (await zeroCenteredGradientPenalty(discriminate, x, y, options).data())[0];
    expect(await value({ seed: 1 })).toBe(await value({ seed: 1 }));
    expect(await value({ seed: 1 })).not.toBe(await value({ seed: 2 }));
    const random = createRandom(3);
    expect(await value({ random })).not.toBe(await value({ random }));
  });

  it('LeCam: its formula, and moving averages that follow the batches without a gradient', async () => {
    const [r, f] = [tf.tensor1d([1, 2]), tf.tensor1d([-1, 0.5])];
    const formula = (onReal: number, onFake: number) =>
      0.3 *
      (mean([1 - onFake, 2 - onFake].map((e) => e * e)) +
        mean([-1 - onReal, 0.5 - onReal].map((e) => e * e)));
    expect((await leCamRegularization(r, f, { real: 0.7, fake: -0.2 }).data())[0]).toBeCloseTo(
      formula(0.7, -0.2),
      5,
    );
    const penalty = leCamPenalty({ decay: 0.9 });
    const inputs = { discriminate: (x: tf.Tensor) => x, real: r, fake: f, random: createRandom(1) };
    const compute = () => penalty.compute({ ...inputs, realLogits: r, fakeLogits: f });
    expect((await compute().data())[0]).toBeCloseTo(formula(0.15, -0.025), 5);
    expect((await compute().data())[0]).toBeCloseTo(formula(0.15 * 1.9, -0.025 * 1.9), 5);
    penalty.dispose?.();
    // d/dr of 0.3·mean((r − α_F)²) alone, α held: 0.3·2(r − α_F)/2.
    const fresh = leCamPenalty({ decay: 0.9 });
    const slope = tf.grad((x: tf.Tensor) => fresh.compute({ ...inputs, realLogits: x, fakeLogits: f }))(r);
    for (const [index, value] of (await slope.data()).entries()) {
      expect(value).toBeCloseTo(0.3 * ([1, 2][index]! + 0.025), 5);
    }
    fresh.dispose?.();
  });
});

describe('bad input', () => {
  it('is refused by name', () => {
    const x = tf.ones([2, 3]);
    const d = (samples: tf.Tensor) => tf.sum(samples, 1);
    expect(() => r1GradientPenalty(d, x, { gamma: -1 })).toThrow(/^gamma: got -1/);
    expect(() => r1GradientPenalty(d, undefined as never)).toThrow(/^real: got undefined/);
    expect(() => r1Penalty({ every: 0 })).toThrow(/^every: got 0/);
    expect(() => wganGpGradientPenalty(d, x, tf.ones([2, 4]))).toThrow(
      /^fake: has shape \[2,4\]; expected \[2,3\]/,
    );
    expect(() => wganGpGradientPenalty(d, x, x, { interpolation: tf.ones([3]) })).toThrow(
      /^interpolation: has shape \[3\]/,
    );
    expect(() => draganGradientPenalty(d, x, { noise: tf.ones([2]) })).toThrow(/^noise: has shape \[2\]/);
    expect(() => leCamPenalty({ decay: 1 })).toThrow(/^decay: got 1/);
    const options = {
      generator: perceptron(4, [], 2),
      discriminator: perceptron(2, [], 1),
      latent: normalLatent(4),
    };
    expect(() => new Trainer({ ...options, terms: [r1Penalty(), r1Penalty()] })).toThrow(
      /^terms: got two named 'r1'/,
    );
    expect(() => new Trainer({ ...options, terms: [{ name: 'mine' } as never] })).toThrow(
      /^terms\[0\]: got an object with name; expected \{ name, of: 'discriminator' or 'generator', every, compute \}/,
    );
  });
});
