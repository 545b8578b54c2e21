import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { normalLatent, Trainer } from 'gan-core';
import { r1Penalty } from 'gan-core/penalties';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../../support/backends';

/** An image model made of operations of tfjs that have no gradient there, or a wrong one. */
function subPixelGenerator() {
  const weights = tf.variable(tf.randomNormal([2, 16], 0, 1, 'float32', 1));
  return {
    trainableWeights: [weights],
    apply: (z: tf.Tensor) => {
      const pixels = tf.reshape(tf.matMul(z as tf.Tensor2D, weights), [-1, 2, 2, 4]) as tf.Tensor4D;
      return tf.tanh(tf.depthToSpace(pixels, 2));
    },
    dispose: () => weights.dispose(),
  };
}

function augmentedDiscriminator() {
  const head = sequential({
    layers: [
      layers.conv2d({ inputShape: [6, 6, 1], filters: 3, kernelSize: 3, strides: 2, activation: 'tanh' }),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });
  return {
    trainableWeights: head.trainableWeights,
    apply: (x: tf.Tensor) => {
      const bordered = tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'reflect',
      ) as tf.Tensor4D;
      const turned = tf.image.rotateWithOffset(tf.image.flipLeftRight(bordered), 0.2);
      return head.apply(turned) as tf.Tensor;
    },
    dispose: () => head.dispose(),
  };
}

describeOnBackends('sub-pixel upsampling, reflected borders, flips and turns', () => {
  test.each([[], [r1Penalty({ gamma: 1 })]])(
    'train, every weight of them (penalties: %j)',
    async (...penalties) => {
      const [generator, discriminator] = [subPixelGenerator(), augmentedDiscriminator()];
      const weights = [
        ...generator.trainableWeights,
        ...discriminator.trainableWeights.map((each) => each.read()),
      ];
      const before = weights.map((weight) => weight.dataSync().slice());
      const trainer = new Trainer({ generator, discriminator, latent: normalLatent(2), penalties, seed: 1 });
      const data = tf.tidy(() => tf.tanh(tf.randomNormal([8, 4, 4, 1], 0, 1, 'float32', 2)));
      const { outcome, reports } = await trainer.fit(data, { steps: 3 });
      expect(outcome.reason).toBe('completed');
      expect(
        reports.every((report) => Number.isFinite(report.discriminatorLoss + report.generatorLoss)),
      ).toBe(true);
      for (const [index, weight] of weights.entries()) {
        const after = weight.dataSync();
        expect(before[index]!.filter((value, place) => value === after[place])).toHaveLength(0);
      }
      trainer.dispose();
      tf.dispose(data);
      generator.dispose();
      discriminator.dispose();
    },
  );
});
