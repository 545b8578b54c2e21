// Names every public room's values and types as strict user code does. scripts/consumers/run.ts compiles it as an ES
// module, as CommonJS and for bundlers, under each TypeScript that is in use.
import * as tf from '@tensorflow/tfjs-core';
import { klDivergence, type TrainingReport as RootReport } from 'gan-core';
import { type ActiveBackend, type BackendName, useBackend } from 'gan-core/backends';
import { type EqualGaussians, gaussianRing, normalLatent, type Sampler } from 'gan-core/distributions';
import { type Gaussian, gaussianKl } from 'gan-core/divergences';
import { type Estimate, estimateKlByMaximumLikelihood, gaussianFamily } from 'gan-core/estimators';
import {
  type AdversarialLoss,
  minimaxDiscriminatorLoss,
  nonSaturatingGeneratorLoss,
  nonSaturatingLoss,
} from 'gan-core/losses';
import { type ModeCoverage, modeCoverage } from 'gan-core/metrics';
import { type AdamOptions, adam, type Optimizer } from 'gan-core/optimizers';
import { Trainer, type TrainingReport } from 'gan-core/trainer';

const logits: tf.Tensor = tf.zeros([4, 1]);
export const scalar: tf.Scalar = nonSaturatingGeneratorLoss(logits);
export const each: tf.Tensor = nonSaturatingGeneratorLoss(logits, { reduction: 'none' });
export const halves: { real: tf.Tensor; fake: tf.Tensor } = minimaxDiscriminatorLoss(logits, logits, {
  reduction: 'none',
});
// @ts-expect-error: no such reduction
nonSaturatingGeneratorLoss(logits, { reduction: 'average' });

export const loss: AdversarialLoss = nonSaturatingLoss({ labelSmoothing: 0.1 });
export const nats: number = klDivergence([0.5, 0.5], [0.25, 0.75]);
const unit: Gaussian = { mean: 0, covariance: 1 };
export const gaussians: number = gaussianKl(unit, { mean: [1, 2], covariance: [1, 1] });

const ring: EqualGaussians = gaussianRing({ modes: 8 });
const latent: Sampler = normalLatent(2);
const settings: AdamOptions = { learningRate: 1e-3 };
export const optimizer: Optimizer = adam(settings);
export const coverage: ModeCoverage = modeCoverage([[0, 0]], ring);

export async function divergence(samples: tf.Tensor): Promise<number> {
  const kl: Estimate = await estimateKlByMaximumLikelihood(samples, [[0], [1], [3]], {
    family: gaussianFamily(),
  });
  return kl.value;
}

export async function start(name: BackendName | 'auto'): Promise<ActiveBackend> {
  return useBackend(name);
}

export async function train(): Promise<TrainingReport | undefined> {
  const weight = tf.variable(tf.zeros([2, 2]));
  const model = { trainableWeights: [weight], apply: (x: tf.Tensor) => tf.matMul(x, weight) };
  const trainer = new Trainer({ generator: model, discriminator: model, loss, latent, seed: 1 });
  let last: TrainingReport | undefined;
  for await (const report of trainer.run(ring, { steps: 1 })) last = report;
  const same: RootReport | undefined = last;
  return same;
}
