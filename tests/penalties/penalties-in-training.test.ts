import * as tf from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import {
  draganPenalty,
  leCamPenalty,
  r1Penalty,
  r2Penalty,
  wganGpPenalty,
  zeroCenteredPenalty,
} from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

describeOnBackends('gradient penalties', (backend) => {
  it('train in the Trainer, lazily too; reports tell each one, and nothing leaks', async () => {
    const before = tf.memory().numTensors;
    const trainer = new Trainer({
      generator: perceptron(4, [16], 2),
      discriminator: perceptron(2, [16], 1),
      latent: normalLatent(4),
      terms: [
        r1Penalty({ gamma: 1, every: 4 }),
        r2Penalty(),
        wganGpPenalty(),
        zeroCenteredPenalty(),
        draganPenalty(),
        leCamPenalty(),
      ],
      backend,
    });
    const counts = new Set<number>();
    for await (const report of trainer.run(gaussianRing(), { steps: 60, reportEvery: 10, batchSize: 16 })) {
      expect(Object.keys(report.terms)).toEqual(['r1', 'r2', 'wgan-gp', 'zero-centered', 'dragan', 'lecam']);
      for (const value of Object.values(report.terms)) expect(value).toBeGreaterThanOrEqual(0);
      counts.add(tf.memory().numTensors);
    }
    expect(counts.size).toBe(1);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('scale a lazy penalty by `every`: every fourth step weighs as much as four', async () => {
    /** What the optimizer of D is given in each step, where the loss is 0 and the penalty is the weight itself. */
    const gradients: number[] = [];
    const weight = tf.variable(tf.scalar(1));
    const zero = (logits: tf.Tensor) => tf.mul(tf.mean(logits), 0) as tf.Scalar;
    const trainer = new Trainer({
      generator: perceptron(2, [], 2),
      discriminator: { trainableWeights: [weight], apply: (x) => tf.mul(tf.sum(x, 1), weight) },
      latent: normalLatent(2),
      loss: {
        name: 'zero',
        discriminator: ({ real: r, fake: f }) => tf.add(zero(r), zero(f)),
        generator: ({ fake: f }) => tf.mean(f),
      },
      terms: [{ name: 'weight', every: 4, compute: () => tf.mul(weight, 1) }],
      discriminatorOptimizer: {
        name: 'recorder',
        update: (_, [gradient]) => void gradients.push(gradient!.dataSync()[0]!),
        save: () => ({ updates: 0, tensors: {} }),
        restore() {},
        dispose() {},
      },
    });
    const { reports } = await trainer.fit(gaussianRing(), { steps: 8, batchSize: 4 });
    expect(gradients).toEqual([4, 0, 0, 0, 4, 0, 0, 0]);
    expect(reports[0]!.terms).toEqual({ weight: 1 });
    trainer.dispose();
  });
});
