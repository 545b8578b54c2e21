import { nonSaturatingLoss } from 'gan-core/losses';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { digitSize, readDigits } from './data/digits';
import { fromRow, labelledLatent, toRows } from './data/labelled-digits';
import type { ExampleOptions } from './example';
import { digitDiscriminator } from './networks/digit-discriminator';
import { digitGenerator } from './networks/digit-generator';
import { imageGrid } from './pictures/image-grid';
import { trainingPicture } from './pictures/training-picture';
import { saveJson, savePicture } from './save';

// A convolutional GAN learns to write digits, from 10,000 real ones, in a few minutes. It is told which digit to write.
// Run it: npx gan-core digits

const settings = {
  batchSize: 64,
  noiseSize: 32,
  generatorFilters: [48, 24] as const,
  discriminator: { filters: [24, 48], units: 128, dropout: 0.2 },
  learningRate: 1e-3,
  beta1: 0.5,
  emaDecay: 0.998,
  sheet: { rows: 8, seed: 1 },
};

/** Trains, and draws ten columns of digits and the course of the training. */
export async function run(options: ExampleOptions): Promise<void> {
  const started = performance.now();
  const { batchSize, beta1, noiseSize } = settings;
  const { steps, seed, signal, onSaved } = options;
  const learningRate = cosineDecay({ from: settings.learningRate, steps });
  const digits = readDigits();
  const trainer = new Trainer({
    generator: () => digitGenerator(noiseSize, settings.generatorFilters),
    discriminator: () => digitDiscriminator(settings.discriminator),
    latent: labelledLatent(noiseSize, digits.labels),
    loss: nonSaturatingLoss(),
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    generatorEma: { decay: settings.emaDecay },
    backend: 'wasm',
    seed,
    callbacks: [
      progressBar(),
      {
        name: 'sheet', // to look at while it trains
        async onReport({ step }) {
          if (step % 600 === 0 && step < steps)
            savePicture('digits.png', await drawSheet(trainer), { out: options.out, onSaved });
        },
      },
    ],
  });

  await trainer.ready(); // the backend must run before there is a tensor on it
  const rows = toRows(digits);
  const history = await trainer.fit(rows, { steps, batchSize, signal });

  const seconds = (performance.now() - started) / 1000;
  console.log(`${seconds.toFixed(0)} s in all, ${((1000 * seconds) / steps).toFixed(1)} ms a step`);
  savePicture('digits.png', await drawSheet(trainer), options);
  const training = trainingPicture({
    title: 'A GAN on 10,000 handwritten digits',
    subtitle: `${steps} steps with batches of ${batchSize}; every point is the mean over 100 steps`,
    reports: history.reports,
  });
  savePicture('digits-training.png', training, options);
  saveJson('digits-history.json', { seconds, settings: { seed, steps, ...settings }, ...history }, options);
  rows.dispose();
  trainer.dispose();
}

/** A column a digit: of one draw, the first samples of each, as they come. */
async function drawSheet(trainer: Trainer): Promise<Uint8Array> {
  const samples = await trainer.sample(400, { seed: settings.sheet.seed });
  const drawn = ((await samples.array()) as number[][]).map((row) => fromRow(Float32Array.from(row)));
  samples.dispose();
  const columns = Array.from({ length: 10 }, (_, digit) =>
    drawn.filter(({ label }) => label === digit).slice(0, settings.sheet.rows),
  );
  const images = Array.from({ length: settings.sheet.rows }, (_, row) =>
    columns.map((column) => column[row]!.image),
  );
  return imageGrid(images.flat(), { size: digitSize, columns: 10, scale: 3, gap: 3 });
}
