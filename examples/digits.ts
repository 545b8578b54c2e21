import { avgPool, reshape, slice, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from 'gan-core/backends';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { measureDivergence, Trainer, type TrainingReport } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { type Digits, digitSize, readDigits } from './data/digits';
import { fromRow, labelledLatent, toRows } from './data/labelled-digits';
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
  /** Of every so many digits one is held out, to be measured on. */
  heldOutEvery: 5,
  measureEvery: 300,
};

/** Trains, and draws ten columns of digits and the course of the training. */
export async function run(options: ExampleOptions): Promise<void> {
  const started = performance.now();
  const { batchSize, beta1, noiseSize } = settings;
  const { steps, seed, signal, onSaved } = options;
  const learningRate = cosineDecay({ from: settings.learningRate, steps });
  const digits = readDigits();
  const { train, heldOut } = split(digits);
  const backend = await useBackend('wasm'); // it must run before there is a tensor on it
  const [rows, heldOutRows] = [toRows(train), toRows(heldOut)];
  const trainer = new Trainer({
    generator: () => digitGenerator(noiseSize, settings.generatorFilters),
    discriminator: () => digitDiscriminator(settings.discriminator),
    latent: labelledLatent(noiseSize, digits.labels),
    loss: nonSaturatingLoss(),
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    generatorEma: { decay: settings.emaDecay },
    backend: backend.name,
    seed,
    callbacks: [
      progressBar(),
      measureDivergence({ every: settings.measureEvery, data: heldOutRows, features: whereTheInkIs }),
      {
        name: 'sheet', // to look at while it trains
        async onReport({ step }) {
          if (step % 600 !== 0 || step === steps) return;
          savePicture('digits.png', await sheet(trainer, train, { step, seed }), {
            out: options.out,
            onSaved,
          });
        },
      },
    ],
  });

  const history = await trainer.fit(rows, { steps, batchSize, signal });

  const seconds = (performance.now() - started) / 1000;
  console.log(`${seconds.toFixed(0)} s in all, ${((1000 * seconds) / steps).toFixed(1)} ms a step`);
  saveJson('digits-history.json', { seconds, settings: { seed, steps, ...settings }, ...history }, options);
  savePicture('digits.png', await sheet(trainer, train, { step: steps, seed }), options);
  savePicture('digits-training.png', course(history.reports, train, options), options);
  rows.dispose();
  heldOutRows.dispose();
  trainer.dispose();
  backend.restore();
}

/** One digit of every so many is held out: the file has them in order, so these are of all kinds. */
function split({ images, labels }: Digits): { train: Digits; heldOut: Digits } {
  const part = (isHeldOut: boolean): Digits => {
    const chosen = <Item>(items: readonly Item[]) =>
      items.filter((_, index) => (index % settings.heldOutEvery === 0) === isHeldOut);
    return { images: chosen(images), labels: chosen(labels) };
  };
  return { train: part(false), heldOut: part(true) };
}

/** The mean of each of 4 x 2 blocks of a picture: what a divergence of these can't see, it doesn't count. */
function whereTheInkIs(rows: Tensor): Tensor {
  const pictures = reshape(slice(rows, [0, 0], [-1, digitSize ** 2]), [-1, digitSize, digitSize, 1]);
  const block = [digitSize / 4, digitSize / 2] as [number, number];
  return avgPool(pictures as Tensor4D, block, block, 'valid');
}

/** The losses and what was measured, over the steps. */
function course(
  reports: readonly TrainingReport[],
  { labels }: Digits,
  { steps, seed }: ExampleOptions,
): Uint8Array {
  return trainingPicture({
    title: 'A GAN learns to write digits: the course of the training',
    subtitle: `${steps.toLocaleString('en')} steps on ${labels.length.toLocaleString('en')} handwritten digits, MNIST (seed ${seed}).`,
    reports,
    measuredOf: '8 features alone (mean darkness of 8 regions), on held-out digits',
  });
}

/** The samples of one draw beside real digits: of each digit the first ones, as they come. */
async function sheet(trainer: Trainer, digits: Digits, { step, seed }: { step: number; seed: number }) {
  const samples = await trainer.sample(400, { seed: settings.sheet.seed });
  const generated = ((await samples.array()) as number[][]).map((row) => fromRow(Float32Array.from(row)));
  samples.dispose();
  const columns = <Image>(images: readonly { readonly image: Image; readonly label: number }[]) =>
    Array.from({ length: 10 }, (_, digit) =>
      images
        .filter(({ label }) => label === digit)
        .slice(0, settings.sheet.rows)
        .map(({ image }) => image),
    );
  return digitsPicture({
    title: 'A GAN learns to write digits',
    subtitle: `After ${step.toLocaleString('en')} steps with batches of ${settings.batchSize} (seed ${seed}). The generated ones are the first that came, not picked.`,
    size: digitSize,
    generated: columns(generated),
    real: columns(digits.images.map((image, index) => ({ image, label: digits.labels[index]! }))),
  });
}
