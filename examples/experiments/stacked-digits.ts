import {
  dispose,
  gather,
  squeeze,
  stack,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { createRandom, normalLatent, type Sampler } from 'gan-core/distributions';
import { digitClassifier, klOverModes } from 'gan-core/metrics';
import { digitTensors } from '../data/digit-tensors';
import { digitSize, readDigits } from '../data/digits';
import { splitDigits } from '../data/split-digits';
import { dcgan, noiseSize } from './digit-gans';
import type { Experiment, JobPlace } from './experiment';
import { recipeOptions } from './gan-recipes';
import type { Job } from './job';
import { stackedReport } from './stacked-report';
import type { StackedResult, StackedSettings } from './stacked-result';
import { trainJob } from './train-job';

const usual = { steps: 5000, batchSize: 64, samples: 26_000 };
const modes = 1000;
const channels = 3;
/** Pictures at a time, in sorting. */
const block = 500;

/** Three digits, one in each color: 1,000 modes that can be counted by a classifier (Srivastava et al. 2017; Lin et al. 2018). */
export const stackedDigits: Experiment<StackedSettings, StackedResult> = {
  name: 'stacked-digits',
  question: "How many of stacked digits' 1,000 modes do DCGAN's and R3GAN's recipes find?",
  seeds: 3,
  settings: ({ steps = usual.steps }) =>
    (['r3gan', 'dcgan'] as const).map((recipe) => ({ recipe, ...usual, steps })),
  run: runStacked,
  report: stackedReport,
};

async function runStacked(job: Job<StackedSettings>, place: JobPlace): Promise<StackedResult> {
  const { settings, seed } = job;
  const backend = await useBackend({ name: 'wasm', threads: 1 });
  const { train, heldOut } = splitDigits(readDigits());
  const [trainData, heldOutData] = [digitTensors(train), digitTensors(heldOut)];
  try {
    const real = stackedSampler(heldOutData.real);
    const random = createRandom(0);
    const ofReal = await modesOf(settings.samples, async (count) => real.sample(count, random));
    const { trainer, divergedAt } = await trainJob(
      {
        ...dcgan(seed, channels, [32, 64]),
        ...recipeOptions(settings.recipe, settings.steps),
        latent: normalLatent(noiseSize),
        generatorEma: { decay: 0.995 },
        seed,
      },
      stackedSampler(trainData.real),
      settings,
      place,
    );
    let drawn = 0;
    const generated = await modesOf(settings.samples, (count) => trainer.sample(count, { seed: drawn++ }));
    trainer.dispose();
    return {
      modes: new Set(generated).size,
      klOverModes: klOverModes(generated, modes).value,
      modesOfReal: new Set(ofReal).size,
      divergedAt,
    };
  } finally {
    dispose([trainData.real, trainData.condition, heldOutData.real, heldOutData.condition]);
    backend.restore();
  }
}

/** Three digits at random as the colors of one picture. */
function stackedSampler(digits: Tensor4D): Sampler {
  return {
    shape: [digitSize, digitSize, channels],
    sample(count, random) {
      return tidy(() => {
        const colors = Array.from({ length: channels }, () => {
          const chosen = Array.from({ length: count }, () => random.integer(digits.shape[0]));
          return squeeze(gather(digits, tensor1d(chosen, 'int32')), [3]);
        });
        return stack(colors, 3);
      });
    },
  };
}

/** The mode of each of so many pictures, by gan-core's classifier: its three digits as a number from 0 to 999. */
async function modesOf(count: number, draw: (count: number) => Promise<Tensor>): Promise<number[]> {
  const classifier = digitClassifier();
  const found: number[] = [];
  while (found.length < count) {
    const pictures = await draw(Math.min(block, count - found.length));
    const sorted = classifier.modes(pictures);
    found.push(...(await sorted.data()));
    dispose([pictures, sorted]);
  }
  return found;
}
