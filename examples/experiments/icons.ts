import { dispose, slice, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { normalLatent } from 'gan-core/distributions';
import { drawIcons, iconSize, splitIcons } from '../data/icons';
import { dcgan, noiseSize } from './digit-gans';
import type { Experiment, JobPlace } from './experiment';
import { recipeOptions } from './gan-recipes';
import { iconsReport } from './icons-report';
import type { IconsResult, IconsSettings } from './icons-result';
import type { Job } from './job';
import { digitJudge, judgedSamples } from './judge-digits';
import { inBytes, measureOverRun } from './measure-over-run';
import { trainJob } from './train-job';

const usual = { steps: 5000, batchSize: 64, features: 'random' };
/** Measurements over a run. */
const measurements = 5;
const drawn = 40;

/** Icons without a label or a condition: more kinds of shapes than digits have, and few of each. */
export const icons: Experiment<IconsSettings, IconsResult> = {
  name: 'icons',
  question: "How good are icons by DCGAN's and by R3GAN's recipe?",
  seeds: 3,
  settings: ({ steps = usual.steps }) =>
    (['r3gan', 'dcgan'] as const).map((recipe) => ({ recipe, ...usual, steps })),
  run: runIcons,
  report: iconsReport,
};

async function runIcons({ settings, seed }: Job<IconsSettings>, place: JobPlace): Promise<IconsResult> {
  const { recipe, steps, batchSize, features } = settings;
  const backend = await useBackend({ name: 'wasm', threads: 1 });
  const names = splitIcons();
  const [train, heldOut] = [iconTensor(names.train), iconTensor(names.heldOut)];
  try {
    const judge = await digitJudge(heldOut, features, place.signal);
    const some = slice(train, 0, judgedSamples);
    const ofTraining = await judge(0, some);
    some.dispose();
    const measuring = measureOverRun(judge);
    const { trainer, reports, divergedAt } = await trainJob(
      {
        ...dcgan(seed, 1, [32, 64], iconSize),
        ...recipeOptions(recipe, steps),
        latent: normalLatent(noiseSize),
        generatorEma: { decay: 0.995 },
        seed,
        callbacks: [measuring],
      },
      train,
      { steps, batchSize, reportEvery: Math.ceil(steps / measurements) },
      place,
    );
    const samples = await trainer.sample(drawn, { seed: 0 });
    const pictures = await inBytes(samples, drawn);
    samples.dispose();
    trainer.dispose();
    const seconds = reports.at(-1)?.seconds ?? Number.NaN;
    const millisecondsPerStep = (1000 * (seconds - measuring.seconds())) / steps;
    return { rows: measuring.rows(), ofTraining, pictures, millisecondsPerStep, divergedAt };
  } finally {
    dispose([train, heldOut]);
    backend.restore();
  }
}

/** Icons from −1 (paper) to 1 (ink). */
function iconTensor(names: readonly string[]): Tensor4D {
  const values = Float32Array.from(drawIcons(names), (byte) => byte / 127.5 - 1);
  return tensor4d(values, [names.length, iconSize, iconSize, 1]);
}
