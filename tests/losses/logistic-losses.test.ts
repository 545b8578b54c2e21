import * as tf from '@tensorflow/tfjs-core';
import { minimaxDiscriminatorLoss, minimaxGeneratorLoss, nonSaturatingGeneratorLoss } from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { differences, logSigmoid, mean, randomLogits } from './float64';

const logOneMinusSigmoid = (x: number) => logSigmoid(-x);

/** The losses as the papers write them, in float64. */
const reference = {
  discriminator: (real: readonly number[], fake: readonly number[], smoothing = 0) =>
    -mean(real.map((r) => (1 - smoothing) * logSigmoid(r) + smoothing * logOneMinusSigmoid(r))) -
    mean(fake.map(logOneMinusSigmoid)),
  minimaxGenerator: (fake: readonly number[]) => mean(fake.map(logOneMinusSigmoid)),
  nonSaturatingGenerator: (fake: readonly number[]) => -mean(fake.map(logSigmoid)),
};

function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  relative = 1e-6,
  absolute = 1e-6,
): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs(actual[index]! - value)).toBeLessThanOrEqual(absolute + relative * Math.abs(value));
  });
}

const shapes: number[][] = [[12], [12, 1], [3, 2, 2, 1]];

describeOnBackends('the logistic losses', () => {
  describe.each(shapes)('on logits of shape [%s, %s, %s, %s]', (...sizes) => {
    const shape = sizes.filter((size) => typeof size === 'number');
    const real = randomLogits(12, 1);
    const fake = randomLogits(12, 2);
    const tensors = () => [tf.tensor(real, shape), tf.tensor(fake, shape)] as const;

    it('minimaxDiscriminatorLoss equals the float64 reference, with its gradient', async () => {
      for (const labelSmoothing of [0, 0.1, 0.4]) {
        const [r, f] = tensors();
        const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
          minimaxDiscriminatorLoss(r, f, { labelSmoothing }),
        )([r, f]);
        expectClose(await value.data(), [reference.discriminator(real, fake, labelSmoothing)]);
        const [realGradient, fakeGradient] = grads as [tf.Tensor, tf.Tensor];
        expect(realGradient.shape).toEqual(shape);
        expectClose(
          await realGradient.data(),
          differences((x) => reference.discriminator(x, fake, labelSmoothing), real),
        );
        expectClose(
          await fakeGradient.data(),
          differences((x) => reference.discriminator(real, x, labelSmoothing), fake),
        );
      }
    });

    it.each([
      ['minimaxGeneratorLoss', minimaxGeneratorLoss, reference.minimaxGenerator],
      ['nonSaturatingGeneratorLoss', nonSaturatingGeneratorLoss, reference.nonSaturatingGenerator],
    ] as const)('%s equals the float64 reference, with its gradient', async (_, loss, expected) => {
      const [, f] = tensors();
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => loss(x))(f);
      expectClose(await value.data(), [expected(fake)]);
      expectClose(await grad.data(), differences(expected, fake));
    });
  });

  it.each([-1e4, -200, 200, 1e4])(
    'stay exact and finite at the logit %s, values and gradients',
    async (logit) => {
      const x = tf.tensor([logit]);
      const sign = Math.sign(logit);
      const softplus = Math.max(logit, 0);
      const nonSaturating = tf.valueAndGrad((f: tf.Tensor) => nonSaturatingGeneratorLoss(f))(x);
      expect([...(await nonSaturating.value.data())]).toEqual([Math.max(-logit, 0)]);
      expect([...(await nonSaturating.grad.data())].map((g) => g + 0)).toEqual([sign < 0 ? -1 : 0]);
      const minimax = tf.valueAndGrad((f: tf.Tensor) => minimaxGeneratorLoss(f))(x);
      expect([...(await minimax.value.data())].map((v) => v + 0)).toEqual([0 - softplus]);
      expect([...(await minimax.grad.data())].map((g) => g + 0)).toEqual([sign > 0 ? -1 : 0]);
      const discriminator = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
        minimaxDiscriminatorLoss(r, f, { labelSmoothing: 0.25 }),
      )([x, tf.tensor([logit])]);
      expectClose(await discriminator.value.data(), [Math.max(-logit, 0) + 0.25 * logit + softplus]);
      expectClose(await discriminator.grads[0]!.data(), [sign < 0 ? -0.75 : 0.25]);
      expectClose(await discriminator.grads[1]!.data(), [sign < 0 ? 0 : 1]);
    },
  );

  it('reduce by mean, sum or not at all; two batches of unlike shapes stay apart', async () => {
    const real = tf.tensor(randomLogits(4, 3));
    const fake = tf.tensor(randomLogits(6, 4), [6, 1]);
    const none = minimaxDiscriminatorLoss(real, fake, { reduction: 'none' });
    expect(none.real.shape).toEqual([4]);
    expect(none.fake.shape).toEqual([6, 1]);
    const [realLosses, fakeLosses] = [[...(await none.real.data())], [...(await none.fake.data())]];
    expectClose(
      realLosses,
      [...(await real.data())].map((r) => -logSigmoid(r)),
    );
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expectClose(await minimaxDiscriminatorLoss(real, fake, { reduction: 'sum' }).data(), [
      sum(realLosses) + sum(fakeLosses),
    ]);
    expectClose(await minimaxDiscriminatorLoss(real, fake).data(), [mean(realLosses) + mean(fakeLosses)]);
    const perSample = nonSaturatingGeneratorLoss(fake, { reduction: 'none' });
    expect(perSample.shape).toEqual([6, 1]);
    expectClose(await nonSaturatingGeneratorLoss(fake, { reduction: 'sum' }).data(), [
      sum([...(await perSample.data())]),
    ]);
  });

  it('leave no tensor behind but their result', () => {
    const x = tf.tensor([1, -2, 3]);
    const before = tf.memory().numTensors;
    tf.dispose([
      minimaxDiscriminatorLoss(x, x, { labelSmoothing: 0.1 }),
      minimaxDiscriminatorLoss(x, x, { reduction: 'none' }) as unknown as tf.TensorContainer,
      minimaxGeneratorLoss(x),
      nonSaturatingGeneratorLoss(x),
      tf.grad((f) => nonSaturatingGeneratorLoss(f))(x),
    ]);
    expect(tf.memory().numTensors).toBe(before);
    x.dispose();
  });
});
