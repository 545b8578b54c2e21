import { add, mul, scalar, type Tensor, tensor2d, tidy, variable } from '@tensorflow/tfjs-core';
import { normalLatent, type Sampler } from 'gan-core/distributions';
import { gaussianJensenShannon } from 'gan-core/divergences';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import type { Claim, ClaimOptions } from './claim';
import { colors, lineFigure } from './line-figure';
import { perceptron } from './line-game';

// D is trained against one G. As G moves away from that, D measures it no longer: so G may take few steps for each of D's. Here
// G(z) = z/2 + b makes N(b, ¼), so that the true divergence is known after each of its steps.

const data = { mean: 3, covariance: 0.25 };
const startMean = 1.5;
const [stepsOfD, stepsOfG] = [1000, 150];
/** A step that moves nothing. */
const still = 1e-12;

const real: Sampler = {
  shape: [1],
  sample: (count, random) =>
    tensor2d(
      Array.from({ length: count }, () => [data.mean + Math.sqrt(data.covariance) * random.normal()]),
      [count, 1],
    ),
};

export const tooManySteps: Claim = {
  name: 'too-many-steps',
  says: 'D measures the G that it was trained on: after too many steps of G it measures nothing.',
  async show(options) {
    const { read, truth } = await follow(options);
    return {
      checks: [
        {
          what: 'how far the reading is from the truth at first, in nats',
          value: Math.abs(read[0]! - truth[0]!),
          most: 0.06,
        },
        {
          what: `how far it has fallen below the truth after ${stepsOfG} steps of G`,
          value: truth.at(-1)! - read.at(-1)!,
          least: 0.5,
        },
        {
          what: 'the reading in the end: below 0, where no divergence is',
          value: read.at(-1)!,
          most: -0.2,
        },
      ],
      picture: await lineFigure({
        title: 'Too many steps of G, and D measures nothing',
        subtitle: `D is trained against the first G and then left as it is, while G takes ${stepsOfG} steps (seed ${options.seed}).`,
        heading: 'What D reads, and the Jensen–Shannon divergence that there is',
        x: { label: 'steps of G' },
        y: { label: 'nats' },
        series: [
          { name: 'exactly', color: colors.exact, as: 'dashed', x: [...truth.keys()], y: truth },
          { name: 'D’s reading, (V + 2 log 2)/2', color: colors.generated, x: [...read.keys()], y: read },
        ],
      }),
    };
  },
};

/** What D read and what was true, before each step of G. */
async function follow({ seed, signal }: ClaimOptions) {
  const b = variable(scalar(startMean));
  const truth: number[] = [];
  const read: number[] = [];
  const divergence = async () => {
    const [mean] = await b.data();
    return gaussianJensenShannon(data, { mean: mean!, covariance: data.covariance });
  };
  const trainer = new Trainer({
    generator: {
      trainableWeights: [b],
      apply: (z: Tensor) => tidy(() => add(mul(z, Math.sqrt(data.covariance)), b)),
    },
    discriminator: () => perceptron(1, 'tanh'),
    latent: normalLatent(1),
    // First D learns and G stands still, then the other way round.
    discriminatorOptimizer: adam({ learningRate: (step) => (step < stepsOfD ? 3e-3 : still) }),
    generatorOptimizer: adam({ learningRate: (step) => (step < stepsOfD ? still : 0.03) }),
    backend: 'wasm',
    seed,
  });
  await trainer.fit(real, { steps: stepsOfD, batchSize: 256, reportEvery: stepsOfD, signal });
  truth.push(await divergence());
  for await (const report of trainer.run(real, {
    steps: stepsOfG,
    batchSize: 2000,
    reportEvery: 1,
    signal,
  })) {
    read.push(report.divergence!.value);
    truth.push(await divergence());
  }
  trainer.dispose();
  b.dispose();
  return { read, truth: truth.slice(0, read.length) };
}
