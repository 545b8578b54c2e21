import { modeCoverage } from 'gan-core/metrics';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { r1Penalty, r2Penalty } from 'gan-core/penalties';
import { normalAndSigns } from '../latents/normal-and-signs';
import { planeDiscriminator, planeGenerator } from '../networks/plane-networks';
import type { Experiment, JobPlace } from './experiment';
import type { Job } from './job';
import { lossesByName, lossOf } from './losses-by-name';
import { ringGridReport } from './ring-grid-report';
import { mixtures, type RingGridResult, type RingGridSettings, recommended } from './ring-grid-settings';
import { trainJob } from './train-job';

/** All losses alike: a third of the recommended recipe's steps, with half of its batch. */
const common = { steps: 1000, batchSize: 128, learningRate: 4e-3 };
const samples = 2500;
const drawn = 500;

/** Modes and high-quality samples of each loss, all else equal. */
export const ringGrid: Experiment<RingGridSettings, RingGridResult> = {
  name: 'ring-grid',
  question: 'How many modes of a ring and a grid of Gaussians does each loss find, and how well?',
  seeds: 5,
  settings({ steps }) {
    const all = [recommended, ...lossesByName.map(({ name }) => ({ ...common, loss: name }))];
    return all.flatMap((settings) =>
      (['ring', 'grid'] as const).map((mixture) => ({
        mixture,
        ...settings,
        steps: steps ?? settings.steps,
        gamma: mixtures[mixture].gamma,
      })),
    );
  },
  run: runRingGrid,
  report: ringGridReport,
};

async function runRingGrid(
  { settings, seed }: Job<RingGridSettings>,
  place: JobPlace,
): Promise<RingGridResult> {
  const { mixture, scale } = mixtures[settings.mixture];
  const { steps, batchSize, learningRate } = settings;
  const gamma = settings.gamma * scale ** 2;
  const latent = normalAndSigns({ normals: 2, signs: 8 });
  const optimizer = () =>
    adam({ learningRate: cosineDecay({ from: learningRate, steps }), beta1: 0, beta2: 0.99 });
  const { trainer, divergedAt } = await trainJob(
    {
      generator: () => planeGenerator(latent.shape[0]!, { hiddenUnits: [64, 64, 64], scale }),
      discriminator: () =>
        planeDiscriminator({ hiddenUnits: [64, 64], scale, waves: 32, bandwidth: 8.5 / scale }),
      latent,
      loss: lossOf(settings.loss),
      terms: [r1Penalty({ gamma }), r2Penalty({ gamma })],
      generatorOptimizer: optimizer(),
      discriminatorOptimizer: optimizer(),
      generatorEma: { decay: 0.99 },
      seed,
    },
    mixture,
    { steps, batchSize },
    place,
  );
  const tensor = await trainer.sample(samples, { seed: 0 });
  const points = (await tensor.array()) as number[][];
  tensor.dispose();
  trainer.dispose();
  const { modes, highQualityShare, samplesPerMode } = modeCoverage(points, mixture);
  const round = (value: number) => Math.round(1000 * value) / 1000;
  return {
    modes,
    highQualityShare,
    samplesPerMode,
    divergedAt,
    points: points.slice(0, drawn).map((point) => point.map(round)),
  };
}
