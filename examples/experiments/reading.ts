import { normalLatent } from 'gan-core/distributions';
import { minimaxLoss, nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { exactDivergence } from './exact-fit';
import type { Experiment, JobPlace } from './experiment';
import { fGanTarget } from './f-gan-target';
import type { Job } from './job';
import { learnedFit, lineDiscriminator, lineGenerator, mixtureOfLine } from './line-game';
import { readingReport } from './reading-report';
import type { ReadingResult, ReadingRow, ReadingSettings } from './reading-result';
import { trainJob } from './train-job';

const usual = { steps: 400, batchSize: 256 };
const reportEvery = 10;

/** D's loss is a bound of the Jensen–Shannon divergence: how close it comes if D gets k updates in each step of G. */
export const reading: Experiment<ReadingSettings, ReadingResult> = {
  name: 'discriminator-steps',
  question: 'How many updates of D in a step make its loss a good measure of the divergence?',
  seeds: 5,
  settings: ({ steps = usual.steps }) =>
    [1, 2, 4, 8, 16].map((discriminatorSteps) => ({ discriminatorSteps, ...usual, steps })),
  run: runReading,
  report: readingReport,
};

async function runReading({ settings, seed }: Job<ReadingSettings>, place: JobPlace): Promise<ReadingResult> {
  const { steps, batchSize, discriminatorSteps } = settings;
  let rows: ReadingRow[] = [];
  const { trainer, divergedAt } = await trainJob(
    {
      generator: lineGenerator,
      discriminator: lineDiscriminator,
      latent: normalLatent(1),
      loss: { ...nonSaturatingLoss(), generator: minimaxLoss().generator },
      discriminatorSteps,
      generatorOptimizer: adam({ learningRate: 5e-3, beta1: 0.5 }),
      discriminatorOptimizer: adam({ learningRate: 5e-3, beta1: 0.5 }),
      seed,
      callbacks: [
        {
          name: 'exact',
          async onReport({ step, divergence }, running) {
            const exact = exactDivergence('JS', fGanTarget, await learnedFit(running)) / 2;
            rows.push({ step, read: divergence!.value, exact });
          },
          saveState: () => [...rows],
          restoreState(saved: ReadingRow[]) {
            rows = [...saved];
          },
        },
      ],
    },
    mixtureOfLine,
    { steps, batchSize, reportEvery },
    place,
  );
  trainer.dispose();
  return { rows, divergedAt };
}
