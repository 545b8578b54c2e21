import { layers, sequential } from '@tensorflow/tfjs-layers';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import type { ExampleOptions } from './example';
import { ringPicture } from './pictures/ring-picture';
import { saveJson, savePicture } from './save';

// A GAN learns eight Gaussians on a ring: the toy on which mode collapse shows. Run it: npx gan-core ring

const settings = {
  batchSize: 256,
  latentSize: 2,
  hiddenUnits: [128, 128],
  learningRate: 1e-3,
  beta1: 0.5,
  emaDecay: 0.995,
  samples: 2000,
};

/** Dense layers with ReLUs between them; its initial weights come from the Trainer's seed. */
function perceptron(inputs: number, outputs: number) {
  const model = sequential();
  model.add(layers.inputLayer({ inputShape: [inputs] }));
  for (const units of settings.hiddenUnits) {
    model.add(layers.dense({ units, activation: 'relu' }));
  }
  model.add(layers.dense({ units: outputs }));
  return model;
}

/** Trains, draws what was learnt beside the data, and says how good it is. */
export async function run(options: ExampleOptions): Promise<void> {
  const started = performance.now();
  const ring = gaussianRing({ modes: 8, radius: 1, standardDeviation: 0.02 });
  const { learningRate, beta1, batchSize } = settings;
  const { steps, seed, signal } = options;
  const trainer = new Trainer({
    generator: () => perceptron(settings.latentSize, 2),
    discriminator: () => perceptron(2, 1),
    latent: normalLatent(settings.latentSize),
    generatorOptimizer: adam({ learningRate, beta1 }),
    discriminatorOptimizer: adam({ learningRate, beta1 }),
    generatorEma: { decay: settings.emaDecay },
    backend: 'wasm',
    seed,
    callbacks: [progressBar()],
  });

  const history = await trainer.fit(ring, { steps, batchSize, signal });

  const samples = await trainer.sample(settings.samples, { seed: 0 });
  const generated = (await samples.array()) as number[][];
  const realSamples = ring.sample(settings.samples, createRandom(0));
  const real = (await realSamples.array()) as number[][];
  const coverage = modeCoverage(generated, ring);
  const seconds = (performance.now() - started) / 1000;
  samples.dispose();
  realSamples.dispose();
  trainer.dispose();

  const share = `${(100 * coverage.highQualityShare).toFixed(1)} %`;
  const result = `${coverage.modes} of ${ring.centres.length} modes, ${share} of the samples within 3 σ of a centre`;
  console.log(`${result}; ${seconds.toFixed(1)} s in all`);
  const png = ringPicture({
    title: 'A GAN on eight Gaussians',
    subtitle: `${result}, after ${steps} steps (seed ${seed})`,
    centres: ring.centres,
    real,
    generated,
  });
  savePicture('ring.png', png, options);
  saveJson('ring.json', { ...coverage, seconds, settings: { seed, steps, ...settings }, history }, options);
}
