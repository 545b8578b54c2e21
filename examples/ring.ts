import { layers, sequential } from '@tensorflow/tfjs-layers';
import { createRandom, gaussianRing, normalLatent } from 'gan-core/distributions';
import { modeCoverage } from 'gan-core/metrics';
import { adam } from 'gan-core/optimizers';
import { Trainer } from 'gan-core/trainer';
import { progressBar } from './callbacks/progress-bar';
import { readOptions } from './options';
import { ringPicture } from './pictures/ring-picture';
import { saveJson, savePicture } from './save';

// A GAN learns eight Gaussians on a ring: the toy on which mode collapse shows. Writes out/ring.png and out/ring.json.

const options = readOptions({ steps: 5000, seed: 1 });
const settings = {
  seed: options.seed,
  steps: options.steps,
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

const started = performance.now();
const ring = gaussianRing({ modes: 8, radius: 1, standardDeviation: 0.02 });
const { learningRate, beta1, batchSize, steps } = settings;
const trainer = new Trainer({
  generator: () => perceptron(settings.latentSize, 2),
  discriminator: () => perceptron(2, 1),
  latent: normalLatent(settings.latentSize),
  generatorOptimizer: adam({ learningRate, beta1 }),
  discriminatorOptimizer: adam({ learningRate, beta1 }),
  generatorEma: { decay: settings.emaDecay },
  backend: 'wasm',
  seed: settings.seed,
  callbacks: [progressBar()],
});

const history = await trainer.fit(ring, { steps, batchSize });

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
const png = ringPicture({
  title: 'A GAN on eight Gaussians',
  subtitle: `${result}, after ${steps} steps (seed ${settings.seed})`,
  centres: ring.centres,
  real,
  generated,
});
savePicture('ring.png', png, options);
saveJson('ring.json', { ...coverage, seconds, settings, history });
console.log(`${result}; ${seconds.toFixed(1)} s in all`);
