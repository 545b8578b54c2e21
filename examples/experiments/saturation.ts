import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { minimaxLoss, nonSaturatingLoss } from 'gan-core/losses';
import { modeCoverage } from 'gan-core/metrics';
import { adam } from 'gan-core/optimizers';
import type { Experiment, JobPlace } from './experiment';
import { gradientWatch, type WatchedNetworks } from './gradient-watch';
import type { Job } from './job';
import { saturationReport } from './saturation-report';
import type { SaturationResult, SaturationSettings } from './saturation-result';
import { trainJob } from './train-job';

const games = { minimax: minimaxLoss, 'non-saturating': nonSaturatingLoss };
const steps = 600;
const ring = gaussianRing();

/** G's loss is log(1 − D) or −log D: the same fixed point, and another slope where D is sure (Goodfellow et al. 2014, §3). */
export const saturation: Experiment<SaturationSettings, SaturationResult> = {
  name: 'saturation',
  question: "How large is G's gradient early on, by the minimax and by the non-saturating loss?",
  seeds: 5,
  settings: ({ steps: wanted = steps }) =>
    [100, 1000].flatMap((headStart) =>
      Object.keys(games).map((loss) => ({ loss, headStart, steps: wanted })),
    ),
  run: runSaturation,
  report: saturationReport,
};

async function runSaturation(
  { settings, seed }: Job<SaturationSettings>,
  place: JobPlace,
): Promise<SaturationResult> {
  const networks: WatchedNetworks = {};
  const watch = gradientWatch(networks, 2);
  const { trainer, divergedAt } = await trainJob(
    {
      generator: () => {
        networks.generator = perceptron(2);
        return networks.generator;
      },
      discriminator: () => {
        networks.discriminator = perceptron(1);
        return networks.discriminator;
      },
      latent: normalLatent(2),
      loss: games[settings.loss as keyof typeof games](),
      discriminatorSteps: (done) => (done === 0 ? settings.headStart : 1),
      generatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
      discriminatorOptimizer: adam({ learningRate: 1e-3, beta1: 0.5 }),
      generatorEma: { decay: 0.99 },
      callbacks: [watch],
      seed,
    },
    ring,
    { steps: settings.steps, batchSize: 256, reportEvery: 5 },
    place,
  );
  const samples = await trainer.sample(2500, { seed: 0 });
  const points = (await samples.array()) as number[][];
  samples.dispose();
  trainer.dispose();
  const { modes, highQualityShare } = modeCoverage(points, ring);
  return { gradients: watch.sizes(), modes, highQualityShare, divergedAt };
}

function perceptron(outputs: number): Sequential {
  return sequential({
    layers: [
      layers.dense({ units: 128, activation: 'relu', inputShape: [2] }),
      layers.dense({ units: 128, activation: 'relu' }),
      layers.dense({ units: outputs }),
    ],
  });
}
