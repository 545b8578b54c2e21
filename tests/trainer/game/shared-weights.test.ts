import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { adam, sgd, Trainer, wassersteinLoss, withGradientClipping } from 'gan-core';
import { clipByGlobalNorm } from 'gan-core/optimizers';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../../support/backends';

describeOnBackends('a weight that is listed twice', () => {
  it.each([0.1, 0.3])(
    'is clipped as one: a layer that stands twice moves by maxNorm, %d',
    async (maxNorm) => {
      const shared = layers.dense({
        units: 2,
        inputShape: [2],
        kernelInitializer: 'identity',
        useBias: false,
      });
      const last = layers.dense({ units: 1, kernelInitializer: 'ones', useBias: false, trainable: false });
      const discriminator = sequential({ layers: [shared, shared, last] });
      expect(discriminator.trainableWeights).toHaveLength(2);
      const generator = sequential({
        layers: [layers.dense({ units: 2, inputShape: [2], kernelInitializer: 'zeros' })],
      });
      const trainer = new Trainer({
        generator,
        discriminator,
        loss: wassersteinLoss(),
        latent: { shape: [2], sample: (count) => tf.ones([count, 2]) },
        discriminatorOptimizer: withGradientClipping(sgd({ learningRate: 1 }), { maxNorm }),
      });
      const before = await shared.getWeights()[0]!.data();
      const real = tf.tensor2d([
        [1, 2],
        [3, 4],
        [0.5, -1],
        [2, 0],
      ]);
      await trainer.fit([real], { steps: 1 });
      const after = await shared.getWeights()[0]!.data();
      // The gradient's norm is far above maxNorm: one step of SGD with the rate 1 moves the one kernel by it (as in PyTorch).
      expect(Math.hypot(...after.map((value, index) => value - before[index]!))).toBeCloseTo(maxNorm, 5);
      trainer.dispose();
    },
  );

  it('has one gradient, one norm and one state of an optimizer', async () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const other = tf.variable(tf.tensor1d([1, 2]));
    const [gradient, same] = [tf.tensor1d([3, 4]), tf.tensor1d([3, 4])];
    const [twice, once] = [adam({ learningRate: 0.1 }), adam({ learningRate: 0.1 })];
    for (let update = 0; update < 3; update++) {
      twice.update([weight, weight], [gradient, gradient]);
      once.update([other], [same]);
    }
    expect([...(await weight.data())]).toEqual([...(await other.data())]);
    const [first, second] = clipByGlobalNorm([gradient, gradient], 1);
    for (const clipped of [first!, second!]) {
      const [x, y] = await clipped.data();
      expect([x, y]).toEqual([expect.closeTo(0.6, 5), expect.closeTo(0.8, 5)]);
    }
    twice.dispose();
    once.dispose();
    tf.dispose([weight, other, gradient, same, first!, second!]);
  });
});
