import { avgPool, dispose, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { measureDivergence, Trainer, type TrainingReport } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { classes, digitTensors, labelTensor } from './data/digit-tensors';
import { type Digits, digitSize, readDigits } from './data/digits';
import { heldOutEvery, splitDigits } from './data/split-digits';
import type { ExampleOptions } from './example';
import { digitDiscriminator } from './networks/digit-discriminator';
import { digitGenerator } from './networks/digit-generator';
import { digitsPicture } from './pictures/digits-picture';
import { trainingPicture } from './pictures/training-picture';
import { saveJson, savePicture } from './save';

// A convolutional GAN learns to write digits, from 8,000 real ones, in a few minutes. It is told which digit to write.
// Run it: npx gan-core digits

const settings = {
  batchSize: 64,
  noiseSize: 32,
  generatorFilters: [48, 24] as const,
  discriminator: { filters: [24, 48], units: 128, dropout: 0.2 },
  learningRate: 1e-3,
  beta1: 0.5,
  emaDecay: 0.998,
  sheet: { rows: 5, seed: 1 },
  measureEvery: 300,
};

/** Trains, and draws ten columns of digits and the course of the training. */
export async function run(options: ExampleOptions): Promise<void> {
  const started = performance.now();
  const { batchSize, beta1, noiseSize } = settings;
  const { steps, seed, signal, onSaved } = options;
  const learningRate = cosineDecay({ from: settings.learningRate, steps });
  const digits = readDigits();
  const { train, heldOut } = splitDigits(digits);
  const backend = await useBackend('wasm'); // it must run before there is a tensor on it
  const [data, heldOutData] = [digitTensors(train), digitTensors(heldOut)];
  const trainer = new Trainer({
    generator: () => digitGenerator(noiseSize, settings.generatorFilters),
    discriminator: () => digitDiscriminator(settings.discriminator),
    latent: normalLatent(noiseSize),
    loss: nonSaturatingLoss(),
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    generatorEma: { decay: settings.emaDecay },
    backend: backend.name,
    seed,
    callbacks: [
      progressBar(),
      measureDivergence({ every: settings.measureEvery, data: heldOutData, features: whereTheInkIs }),
      {
        name: 'sheet', // to look at while it trains
        async onReport({ step }) {
          if (step % 600 !== 0 || step === steps) return;
          savePicture('digits.png', await sheet(trainer, train, { step, ...options }), {
            out: options.out,
            onSaved,
          });
        },
      },
    ],
  });

  const history = await trainer.fit(data, { steps, batchSize, signal });

  const seconds = (performance.now() - started) / 1000;
  console.log(`${seconds.toFixed(0)} s in all, ${((1000 * seconds) / steps).toFixed(1)} ms a step`);
  saveJson(
    'digits-history.json',
    { seconds, settings: { seed, steps, ...settings, heldOutEvery }, ...history },
    options,
  );
  savePicture('digits.png', await sheet(trainer, train, { step: steps, ...options }), options);
  savePicture('digits-training.png', await course(history.reports, train, options), options);
  dispose([data, heldOutData]);
  trainer.dispose();
  backend.restore();
}

/** The mean of each of 4 x 2 blocks of a picture: what a divergence of these can't see, it doesn't count. */
function whereTheInkIs(pictures: Tensor): Tensor {
  const block = [digitSize / 4, digitSize / 2] as [number, number];
  return avgPool(pictures as Tensor4D, block, block, 'valid');
}

/** The losses and what was measured, over the steps. */
function course(
  reports: readonly TrainingReport[],
  { labels }: Digits,
  { steps, seed }: ExampleOptions,
): Promise<Uint8Array> {
  return trainingPicture({
    title: 'A GAN learns to write digits: the course of the training',
    subtitle: `${steps.toLocaleString('en')} steps on ${labels.length.toLocaleString('en')} handwritten digits, MNIST (seed ${seed}).`,
    reports,
    measuredOf: '8 features alone (mean darkness of 8 regions), on held-out digits',
  });
}

/** Digits to order beside real ones: ten columns, each of one digit, or all of the one that was asked for. */
async function sheet(
  trainer: Trainer,
  { images, labels }: Digits,
  { step, seed, only }: { readonly step: number } & Pick<ExampleOptions, 'seed' | 'only'>,
) {
  const { rows, seed: ofNoise } = settings.sheet;
  const columns = Array.from({ length: classes }, (_, column) =>
    only === undefined ? column : Number(only),
  );
  const wishes = columns.flatMap((digit) => Array<number>(rows).fill(digit));
  const condition = labelTensor(wishes);
  const samples = await trainer.sample(wishes.length, { seed: ofNoise, condition });
  const values = await samples.data<'float32'>();
  dispose([samples, condition]);
  const pixels = digitSize ** 2;
  const generated = wishes.map((_, index) =>
    values.slice(index * pixels, (index + 1) * pixels).map((value) => (value + 1) / 2),
  );
  const realOf = (digit: number, from: number) =>
    images.filter((_, index) => labels[index] === digit).slice(from, from + rows);
  return digitsPicture({
    title: 'A GAN learns to write digits',
    subtitle: `After ${step.toLocaleString('en')} steps with batches of ${settings.batchSize} (seed ${seed}). The generated ones are the first that came, not picked.`,
    size: digitSize,
    columns,
    generated: columns.map((_, column) => generated.slice(column * rows, (column + 1) * rows)),
    real: columns.map((digit, column) => realOf(digit, only === undefined ? 0 : column * rows)),
  });
}
