import { normalLatent } from 'gan-core/distributions';
import { fGanLoss } from 'gan-core/losses';
import { adam, cosineDecay } from 'gan-core/optimizers';
import type { Experiment, JobPlace } from './experiment';
import { fGanGaussianReport } from './f-gan-report';
import {
  type FGanDivergenceName,
  type FGanResult,
  type FGanSettings,
  fGanDivergences,
  fGanNames,
} from './f-gan-target';
import type { Job } from './job';
import { learnedFit, lineDiscriminator, lineGenerator, mixtureOfLine } from './line-game';
import { trainJob } from './train-job';

const usual = { steps: 800, batchSize: 512, discriminatorSteps: 5 };
const learningRates = { generator: 1e-2, discriminator: 5e-3 };

/** The f-GAN paper's experiment: a Gaussian that can't be the mixture is fitted to it, by each divergence in its own way. */
export const fGanGaussian: Experiment<FGanSettings, FGanResult> = {
  name: 'f-gan-gaussian',
  question: 'Which Gaussian does an f-GAN fit to a mixture, by each divergence?',
  seeds: 5,
  settings: ({ steps = usual.steps }) => fGanNames.map((divergence) => ({ divergence, ...usual, steps })),
  run: runFGan,
  report: fGanGaussianReport,
};

async function runFGan({ settings, seed }: Job<FGanSettings>, place: JobPlace): Promise<FGanResult> {
  const { divergence, steps, batchSize, discriminatorSteps } = settings;
  const { trainer, reports, divergedAt } = await trainJob(
    {
      generator: lineGenerator,
      discriminator: lineDiscriminator,
      latent: normalLatent(1),
      loss: fGanLoss(fGanDivergences[divergence as FGanDivergenceName]),
      discriminatorSteps,
      generatorOptimizer: adam({
        learningRate: cosineDecay({ from: learningRates.generator, steps }),
        beta1: 0.5,
      }),
      discriminatorOptimizer: adam({
        learningRate: cosineDecay({ from: learningRates.discriminator, steps: steps * discriminatorSteps }),
        beta1: 0.5,
      }),
      generatorEma: { decay: 0.99 },
      seed,
    },
    mixtureOfLine,
    { steps, batchSize },
    place,
  );
  const fit = await learnedFit(trainer);
  trainer.dispose();
  // f-GAN's Jensen–Shannon divergence is twice what a report reads.
  const reading = (reports.at(-1)?.divergence?.value ?? Number.NaN) * (divergence === 'JS' ? 2 : 1);
  return { ...fit, bound: reading, divergedAt };
}
