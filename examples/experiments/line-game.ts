import { add, exp, mul, scalar, type Tensor, tensor2d, variable } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import type { Sampler } from 'gan-core/distributions';
import type { TrainableModel, Trainer } from 'gan-core/trainer';
import { type Fit, fGanTarget } from './f-gan-target';

/** μ + σz, of which μ and log σ are trained. */
export function lineGenerator(): TrainableModel {
  const made = [scalar(0), scalar(0)] as const;
  const [mean, logDeviation] = made.map((value) => variable(value)) as [
    ReturnType<typeof variable>,
    ReturnType<typeof variable>,
  ];
  for (const value of made) value.dispose();
  return {
    trainableWeights: [mean, logDeviation],
    apply: (noise) => add(mul(noise as Tensor, exp(logDeviation)), mean),
    dispose() {
      mean.dispose();
      logDeviation.dispose();
    },
  };
}

/** As in the paper: two hidden layers of 64 with tanh. */
export function lineDiscriminator() {
  return sequential({
    layers: [
      layers.dense({ units: 64, activation: 'tanh', inputShape: [1] }),
      layers.dense({ units: 64, activation: 'tanh' }),
      layers.dense({ units: 1 }),
    ],
  });
}

/** The target as training data. */
export const mixtureOfLine: Sampler = {
  shape: [1],
  sample(count, random) {
    const { weights, components } = fGanTarget;
    const values = Float32Array.from({ length: count }, () => {
      const { mean, covariance } = components[random.next() < weights[0]! ? 0 : 1]!;
      return (mean as number) + Math.sqrt(covariance as number) * random.normal();
    });
    return tensor2d(values, [count, 1]);
  },
};

/** μ and σ of a trained generator, of its moving average where it has one: what it makes of 0 and of 1. */
export async function learnedFit(trainer: Pick<Trainer, 'sample'>): Promise<Fit> {
  const latent = tensor2d([[0], [1]]);
  const ends = await trainer.sample(2, { latent });
  const [mean, end] = await ends.data();
  latent.dispose();
  ends.dispose();
  return { mean: mean!, deviation: end! - mean! };
}
