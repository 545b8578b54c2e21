import { areaY } from '@observablehq/plot';
import { createRandom, normalLatent, uniformLatent } from 'gan-core/distributions';
import { estimateWasserstein } from 'gan-core/estimators';
import { adam, cosineDecay } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import type { Claim, ClaimOptions } from './claim';
import { density, places } from './gaussians';
import { colors, lineFigure } from './line-figure';
import { generated, perceptron, twoHills, twoHillsData } from './line-game';

// z from a simple distribution, x = G(z): whatever z's distribution is, G bends it into another. The same network is trained from normal and
// from uniform noise.

const steps = 3000;
const count = 4000;
const noises = { normal: normalLatent(2), uniform: uniformLatent(2) };

export const noiseAndGenerator: Claim = {
  name: 'noise-and-generator',
  says: 'A generator makes a distribution of noise, and which noise matters little.',
  async show(options) {
    const real = await drawReal(options.seed);
    const [normal, uniform] = [await trained(noises.normal, options), await trained(noises.uniform, options)];
    const distance = async (values: Float32Array) =>
      (await estimateWasserstein(flat(real), flat(values), { order: 1, ...options })).value;
    const x = places(-2.5, 3.5, 241);
    const exact = x.map((at) => twoHills.reduce((sum, hill) => sum + hill.weight * density(at, hill), 0));
    return {
      checks: [
        {
          what: 'Wasserstein-1 distance from the data, by normal noise',
          value: await distance(normal),
          most: 0.2,
        },
        { what: 'by uniform noise', value: await distance(uniform), most: 0.2 },
      ],
      picture: await lineFigure({
        title: 'G makes a distribution of noise; which noise matters little',
        subtitle: `The same network, trained for ${steps.toLocaleString('en')} steps from either noise (seed ${options.seed}). Curves of ${count.toLocaleString('en')} samples, smoothed.`,
        heading: 'Densities of the data, and of what G makes',
        x: { label: 'x' },
        y: { label: 'density' },
        marks: [
          areaY(
            Array.from(x, (at, index) => ({ at, exact: exact[index]! })),
            { x: 'at', y: 'exact', fill: colors.data, fillOpacity: 0.15 },
          ),
        ],
        series: [
          { name: 'P_data', color: colors.data, x, y: exact },
          { name: 'P_G by normal noise', color: colors.generated, x, y: smoothed(normal, x) },
          { name: 'P_G by uniform noise', color: colors.learned, x, y: smoothed(uniform, x) },
        ],
      }),
    };
  },
};

async function trained(
  latent: (typeof noises)['normal'],
  { seed, signal }: ClaimOptions,
): Promise<Float32Array> {
  const trainer = new Trainer({
    generator: () => perceptron(2),
    discriminator: () => perceptron(1),
    latent,
    generatorOptimizer: adam({ learningRate: cosineDecay({ from: 1e-3, steps }), beta1: 0.5 }),
    discriminatorOptimizer: adam({ learningRate: cosineDecay({ from: 4e-3, steps }), beta1: 0.5 }),
    terms: [r1Penalty({ gamma: 0.1 })],
    generatorEma: { decay: 0.99 },
    backend: 'wasm',
    seed,
  });
  await trainer.fit(twoHillsData, { steps, batchSize: 256, reportEvery: steps, signal });
  const values = await generated(trainer, count, seed + 1);
  trainer.dispose();
  return values;
}

async function drawReal(seed: number): Promise<Float32Array> {
  const samples = twoHillsData.sample(count, createRandom(seed + 2));
  const values = (await samples.data()) as Float32Array;
  samples.dispose();
  return values;
}

const flat = (values: Float32Array) => ({ values, dimension: 1 });

/** A density of samples, each widened into a narrow Gaussian. */
function smoothed(values: Float32Array, x: Float64Array): Float64Array {
  const deviation = 0.08;
  return x.map(
    (at) => values.reduce((sum, mean) => sum + density(at, { mean, deviation }), 0) / values.length,
  );
}
