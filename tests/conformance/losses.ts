import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import * as losses from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { differences, logSigmoid, mean, randomLogits } from '../losses/float64';

type Formula = (real: readonly number[], fake: readonly number[]) => number;

/** Both halves of a loss as the papers write them, in float64. */
interface Reference {
  readonly loss: losses.AdversarialLoss;
  readonly discriminator: Formula;
  readonly generator: Formula;
}

const softplus = (x: number) => -logSigmoid(-x);
const minimaxDiscriminator: Formula = (real, fake) =>
  mean(real.map((r) => softplus(-r))) + mean(fake.map(softplus));

/** f-GAN by its definition: −E g(r) + E f*(g(f)), and −E f*(g(f)). */
const fGan = (
  divergence: losses.FDivergence,
  activation: (v: number) => number,
  conjugateOfOutput: (v: number) => number,
): Reference => ({
  loss: losses.fGanLoss(divergence, { form: 'saturating' }),
  discriminator: (real, fake) => -mean(real.map(activation)) + mean(fake.map(conjugateOfOutput)),
  generator: (_, fake) => -mean(fake.map(conjugateOfOutput)),
});

const references: readonly Reference[] = [
  {
    loss: losses.minimaxLoss(),
    discriminator: minimaxDiscriminator,
    generator: (_, fake) => -mean(fake.map(softplus)),
  },
  {
    loss: losses.nonSaturatingLoss(),
    discriminator: minimaxDiscriminator,
    generator: (_, fake) => mean(fake.map((f) => softplus(-f))),
  },
  {
    loss: losses.leastSquaresLoss(),
    discriminator: (real, fake) =>
      mean(real.map((r) => (r - 1) ** 2 / 2)) + mean(fake.map((f) => f ** 2 / 2)),
    generator: (_, fake) => mean(fake.map((f) => (f - 1) ** 2 / 2)),
  },
  {
    loss: losses.hingeLoss(),
    discriminator: (real, fake) =>
      mean(real.map((r) => Math.max(0, 1 - r))) + mean(fake.map((f) => Math.max(0, 1 + f))),
    generator: (_, fake) => -mean(fake),
  },
  {
    loss: losses.wassersteinLoss(),
    discriminator: (real, fake) => mean(fake) - mean(real),
    generator: (_, fake) => -mean(fake),
  },
  {
    loss: losses.relativisticLoss(),
    discriminator: (real, fake) => mean(real.map((r, i) => softplus(fake[i]! - r))),
    generator: (real, fake) => mean(real.map((r, i) => softplus(r - fake[i]!))),
  },
  {
    loss: losses.relativisticAverageLoss(),
    discriminator: (real, fake) =>
      mean(real.map((r) => softplus(mean(fake) - r))) + mean(fake.map((f) => softplus(f - mean(real)))),
    generator: (real, fake) =>
      mean(fake.map((f) => softplus(mean(real) - f))) + mean(real.map((r) => softplus(r - mean(fake)))),
  },
  fGan(
    losses.klFDivergence,
    (v) => v,
    (v) => Math.exp(v - 1),
  ),
  fGan(
    losses.reverseKlFDivergence,
    (v) => -Math.exp(-v),
    (v) => v - 1,
  ),
  fGan(
    losses.squaredHellingerFDivergence,
    (v) => 1 - Math.exp(-v),
    (v) => Math.exp(v) - 1,
  ),
  fGan(
    losses.jensenShannonFDivergence,
    (v) => Math.LN2 + logSigmoid(v),
    (v) => -Math.LN2 + softplus(v),
  ),
];

const real = randomLogits(12, 1, 2);
const fake = randomLogits(12, 2, 2);

const context = { random: createRandom(3), step: 0 };

/** Holds each loss and its gradients, both halves, to float64. */
export function conformLosses(tolerance: number): void {
  describe('losses and their gradients', () => {
    for (const { loss, discriminator, generator } of references) {
      it(`${loss.name}, ${loss.divergence?.name ?? 'no reading'}`, async () => {
        await expectLoss(
          (r, f) => loss.discriminator({ real: r, fake: f }, context),
          discriminator,
          tolerance,
        );
        await expectLoss((r, f) => loss.generator({ real: r, fake: f }, context), generator, tolerance);
      });
    }

    it('are finite for logits of ±10,000, with their slopes at both ends', async () => {
      const logits = tf.tensor1d([-1e4, 0, 1e4]);
      const { value, grad } = tf.valueAndGrad((f: tf.Tensor) =>
        losses.nonSaturatingGeneratorLoss(f, { reduction: 'sum' }),
      )(logits);
      expect(Math.abs((await value.data())[0]! - (1e4 + Math.LN2))).toBeLessThan(1e-2);
      expectClose(await grad.data(), [-1, -0.5, 0], tolerance);
      tf.dispose([logits, value, grad]);
    });
  });
}

async function expectLoss(
  loss: (real: tf.Tensor, fake: tf.Tensor) => tf.Scalar,
  reference: Formula,
  tolerance: number,
): Promise<void> {
  const logits = tf.tidy(() => [tf.tensor2d(real, [12, 1]), tf.tensor2d(fake, [12, 1])] as const);
  const value = loss(...logits);
  expectClose(await value.data(), [reference(real, fake)], tolerance);
  // Not every half depends on both batches, and tf.grads refuses one that doesn't count: 0·Σ makes it count.
  const both = tf.grads((r: tf.Tensor, f: tf.Tensor) =>
    tf.add(loss(r, f), tf.mul(tf.add(tf.sum(r), tf.sum(f)), 0)),
  )([...logits]);
  expectClose(
    await both[0]!.data(),
    differences((r) => reference(r, fake), real),
    tolerance,
  );
  expectClose(
    await both[1]!.data(),
    differences((f) => reference(real, f), fake),
    tolerance,
  );
  tf.dispose([...logits, value, ...both]);
}

/** Each within the tolerance, relative to the value or, below 1, absolute. */
export function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    const error = Math.abs(actual[index]! - value) / Math.max(1, Math.abs(value));
    expect(error, `${actual[index]} for ${value}`).toBeLessThanOrEqual(tolerance);
  });
}
