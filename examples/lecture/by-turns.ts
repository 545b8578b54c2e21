import { layers, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import type { Claim, ClaimOptions } from './claim';
import { colors, lineFigure } from './line-figure';

// The algorithm: D takes k steps up V, then G a step down, and again. The divergence is measured on the way, on samples that training doesn't meet.

const ring = gaussianRing({ modes: 8, radius: 1, standardDeviation: 0.1 });
const stages = 8;
const stepsOfStage = 500;

export const byTurns: Claim = {
  name: 'by-turns',
  says: 'Steps of D and of G by turns bring the generator to the data.',
  async show(options) {
    const { distances, modes, share } = await train(options);
    return {
      checks: [
        {
          what: 'Jensen–Shannon divergence after the first step, measured',
          value: distances[0]!.value,
          least: 0.6,
        },
        {
          what: `after ${stages * stepsOfStage} steps, the upper end of its interval`,
          value: distances.at(-1)!.interval[1],
          most: 0.4,
        },
        { what: 'modes of eight that G reaches', value: modes, least: 8 },
        { what: 'share of its samples within 3 σ of one', value: share, least: 0.8 },
      ],
      picture: await lineFigure({
        title: 'By turns: k steps of D, a step of G',
        subtitle: `Eight Gaussians on a ring (seed ${options.seed}). Dots: by nearest neighbors of 4,000 samples a side; bars: 95 % intervals.`,
        heading: 'The Jensen–Shannon divergence of what G makes from the data, as measured',
        x: { label: 'step' },
        y: { label: 'nats', domain: [0, 0.72] },
        series: [
          {
            name: 'measured on held-out samples',
            color: colors.learned,
            as: 'dots',
            x: distances.map(({ step }) => step),
            y: distances.map(({ value }) => value),
            intervals: distances.map(({ interval }) => interval),
          },
          {
            name: 'log 2: no overlap',
            color: colors.exact,
            as: 'dashed',
            x: [0, stages * stepsOfStage],
            y: [Math.LN2, Math.LN2],
          },
        ],
      }),
    };
  },
};

async function train({ seed, signal }: ClaimOptions) {
  const perceptron = (inputs: number, outputs: number) => () =>
    sequential({
      layers: [
        layers.dense({ units: 64, activation: 'relu', inputShape: [inputs] }),
        layers.dense({ units: 64, activation: 'relu' }),
        layers.dense({ units: outputs }),
      ],
    });
  const learningRate = cosineDecay({ from: 2e-3, to: 4e-5, steps: stages * stepsOfStage + 1 });
  const trainer = new Trainer({
    generator: perceptron(16, 2),
    discriminator: perceptron(2, 1),
    latent: normalLatent(16),
    generatorOptimizer: adam({ learningRate, beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate, beta1: 0.5 }),
    generatorEma: { decay: 0.99 },
    // Without it G's modes get thinner and thinner.
    terms: [r1Penalty({ gamma: 0.05 })],
    backend: 'wasm',
    seed,
  });
  const distances: { step: number; value: number; interval: readonly [number, number] }[] = [];
  for (let stage = 0; stage <= stages; stage++) {
    await trainer.fit(ring, {
      steps: stage === 0 ? 1 : stepsOfStage,
      batchSize: 256,
      reportEvery: stepsOfStage,
      signal,
    });
    const { value, interval } = await trainer.measure(ring, { samples: 4000, seed, signal });
    distances.push({ step: stage * stepsOfStage, value, interval });
  }
  const samples = await trainer.sample(4000, { seed });
  const { modes, highQualityShare } = modeCoverage((await samples.array()) as number[][], ring);
  samples.dispose();
  trainer.dispose();
  return { distances, modes, share: highQualityShare };
}
