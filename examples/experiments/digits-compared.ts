import { dispose, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { normalLatent } from 'gan-core/distributions';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { digitTensors } from '../data/digit-tensors';
import { type Digits, readDigits } from '../data/digits';
import { splitDigits } from '../data/split-digits';
import { dcgan, denseGan, noiseSize } from './digit-gans';
import { digitsReport } from './digits-report';
import type { DigitsResult, DigitsRow, DigitsSettings } from './digits-result';
import type { Experiment, JobPlace } from './experiment';
import type { Job } from './job';
import { digitJudge, judgedSamples } from './judge-digits';
import { inBytes, measureOverRun } from './measure-over-run';
import { plainLoop } from './plain-loop';
import { trainJob } from './train-job';

const usual = { steps: 2000, batchSize: 64, features: 'random' };
/** Measurements over a run. */
const measurements = 5;
const drawn = 20;

/** The same digits for a DCGAN, a dense GAN, and the DCGAN's networks in a loop without gan-core's Trainer. */
export const digitsCompared: Experiment<DigitsSettings, DigitsResult> = {
  name: 'digits',
  question: 'How good are the digits of a DCGAN, of a dense GAN, and of a plain loop in TensorFlow.js?',
  seeds: 3,
  settings: ({ steps = usual.steps }) =>
    (['dcgan', 'dense', 'plain-tfjs'] as const).map((model) => ({ model, ...usual, steps })),
  run: runDigits,
  report: digitsReport,
};

/** What all three need: data on the device, and who judges. */
interface Setup {
  readonly job: Job<DigitsSettings>;
  readonly place: JobPlace;
  readonly train: Tensor4D;
  readonly judge: (step: number, generated: Tensor) => Promise<DigitsRow>;
}

async function runDigits(job: Job<DigitsSettings>, place: JobPlace): Promise<DigitsResult> {
  const backend = await useBackend({ name: 'wasm', threads: 1 });
  const { train: own, heldOut: others } = splitDigits(readDigits());
  // The file has them in order, so the first 1,000 of the held-out ones wouldn't be of all kinds.
  const [train, heldOut] = [digitTensors(own), digitTensors(spread(others))];
  try {
    const judge = await digitJudge(heldOut.real, job.settings.features, place.signal);
    const setup = { job, place, train: train.real, judge };
    return await (job.settings.model === 'plain-tfjs' ? runPlain(setup) : runTrainer(setup));
  } finally {
    dispose([train.real, train.condition, heldOut.real, heldOut.condition]);
    backend.restore();
  }
}

/** Every second one first: half of them are of all kinds in equal parts. */
function spread({ images, labels }: Digits): Digits {
  const mixed = <Item>(items: readonly Item[]) => [
    ...items.filter((_, index) => index % 2 === 0),
    ...items.filter((_, index) => index % 2 === 1),
  ];
  return { images: mixed(images), labels: mixed(labels) };
}

async function runTrainer({ job, place, train, judge }: Setup): Promise<DigitsResult> {
  const { settings, seed } = job;
  const { steps, batchSize } = settings;
  const measuring = measureOverRun(judge);
  const optimizer = () => adam({ learningRate: cosineDecay({ from: 1e-3, steps }), beta1: 0.5 });
  const { trainer, reports, divergedAt } = await trainJob(
    {
      ...(settings.model === 'dense' ? denseGan(seed) : dcgan(seed)),
      latent: normalLatent(noiseSize),
      generatorOptimizer: optimizer(),
      discriminatorOptimizer: optimizer(),
      generatorEma: { decay: 0.99 },
      seed,
      callbacks: [measuring],
    },
    train,
    { steps, batchSize, reportEvery: Math.ceil(steps / measurements) },
    place,
  );
  const samples = await trainer.sample(drawn, { seed: 0 });
  const pictures = await inBytes(samples, drawn);
  dispose(samples);
  trainer.dispose();
  const seconds = reports.at(-1)?.seconds ?? Number.NaN;
  const millisecondsPerStep = (1000 * (seconds - measuring.seconds())) / steps;
  return { rows: measuring.rows(), pictures, millisecondsPerStep, divergedAt };
}

async function runPlain({ job, place, train, judge }: Setup): Promise<DigitsResult> {
  const { settings, seed } = job;
  const { steps, batchSize } = settings;
  const rows: DigitsRow[] = [];
  let pictures = '';
  let judging = 0;
  const started = performance.now();
  await plainLoop({
    gan: dcgan(seed),
    data: train,
    steps,
    batchSize,
    learningRate: 2e-4,
    seed,
    signal: place.signal,
    every: Math.ceil(steps / measurements),
    async onEvery(step, sample) {
      const began = performance.now();
      const samples = sample(judgedSamples);
      rows.push(await judge(step, samples));
      pictures = await inBytes(samples, drawn);
      samples.dispose();
      judging += performance.now() - began;
    },
  });
  const millisecondsPerStep = (performance.now() - started - judging) / steps;
  return { rows, pictures, millisecondsPerStep, divergedAt: null };
}
