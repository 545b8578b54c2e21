import { useBackend } from 'gan-core/backends';
import { createRandom } from 'gan-core/distributions';
import { gaussianJensenShannon, gaussianKl } from 'gan-core/divergences';
import {
  estimateJensenShannonByDiscriminator,
  estimateKlByMaximumLikelihood,
  gaussianFamily,
} from 'gan-core/estimators';
import type { ExampleOptions } from './example';
import {
  type DiscriminatorPoint,
  discriminatorPicture,
  likelihoodPicture,
  type SweepPoint,
  valuePicture,
} from './pictures/lecture-pictures';
import { saveJson, savePicture } from './save';

// Three pictures of Hung-yi Lee's GAN lecture, measured: the best discriminator, the value that it reaches, and KL by
// maximum likelihood. Run it: npx gan-core estimators

/** Draws from a normal distribution of one dimension. */
function draw(mean: number, deviation: number, count: number, seed: number) {
  const random = createRandom(seed);
  return {
    values: Float64Array.from({ length: count }, () => mean + deviation * random.normal()),
    dimension: 1,
  };
}

const density = (x: number, mean: number, deviation: number) =>
  Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));

const [p, q] = [
  { mean: -1, deviation: 0.6 },
  { mean: 1, deviation: 1.1 },
];

/** Measures, and draws each measurement beside the truth. */
export async function run(options: ExampleOptions): Promise<void> {
  const { steps: samples, seed } = options; // what shortens this run is fewer samples
  await useBackend('wasm');
  const discriminator = await trainedDiscriminator(options);
  const values = await valuesByDistance(options);
  const likelihood = await klBySamples(options);

  const worstD = Math.max(...discriminator.map((point) => Math.abs(point.trained - point.exact)));
  const worstV = Math.max(...values.map((point) => Math.abs(point.estimate - point.exact)));
  console.log(
    `D is within ${worstD.toFixed(3)} of p/(p + q), V within ${worstV.toFixed(3)} nats of −2 log 2 + 2·JSD`,
  );
  const { at: most, estimate, exact } = likelihood.at(-1)!;
  console.log(`KL is ${exact.toFixed(4)}; of ${most} samples: ${estimate.toFixed(4)}`);

  saveJson('estimators.json', { samples, seed, discriminator, values, likelihood }, options);
  const size = samples.toLocaleString('en');
  const ofDiscriminator = `p is the density of the real data, q the generator's. D: a network trained on ${size} samples from p and ${size} from q (seed ${seed}).`;
  savePicture(
    'optimal-discriminator.png',
    await discriminatorPicture(discriminator, ofDiscriminator),
    options,
  );
  const ofValues = `Dots: V of a D trained on ${size} samples from each of two Gaussians, evaluated on held-out ones; bars: 95 % intervals (seed ${seed}).`;
  savePicture('value.png', await valuePicture(values, exactValues(), ofValues), options);
  const ofLikelihood = `Dots: KL between a Gaussian fitted to samples from p and one fitted to samples from q; bars: 95 % intervals (seed ${seed}).`;
  savePicture('maximum-likelihood.png', await likelihoodPicture(likelihood, ofLikelihood), options);
}

/** 1. A discriminator trained on samples of two Gaussians, beside p/(p + q). */
async function trainedDiscriminator({ steps: samples, seed, signal }: ExampleOptions) {
  const trained = await estimateJensenShannonByDiscriminator(
    draw(p.mean, p.deviation, samples, 2 * seed),
    draw(q.mean, q.deviation, samples, 2 * seed + 1),
    { seed, signal },
  );
  const grid = Float64Array.from({ length: 241 }, (_, index) => -4 + index / 30);
  const ratios = await trained.details.densityRatio({ values: grid, dimension: 1 });
  trained.details.dispose();
  return Array.from(grid, (x, index): DiscriminatorPoint => {
    const onP = density(x, p.mean, p.deviation);
    const onQ = density(x, q.mean, q.deviation);
    const ratio = ratios[index]!;
    return { x, p: onP, q: onQ, exact: onP / (onP + onQ), trained: ratio / (1 + ratio) };
  });
}

/** V of the best discriminator, by JS. */
const bestValue = (jensenShannon: number) => -2 * Math.LN2 + 2 * jensenShannon;

/** V of the best discriminator between two standard normal distributions this far apart. */
const exactValue = (distance: number) =>
  bestValue(gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: distance, covariance: 1 }));

/** 2. The value that training reaches, over a sweep of distances. */
async function valuesByDistance({ steps: samples, seed, signal }: ExampleOptions): Promise<SweepPoint[]> {
  const values: SweepPoint[] = [];
  for (let distance = 0; distance <= 5; distance += 0.5) {
    const estimate = await estimateJensenShannonByDiscriminator(
      draw(0, 1, samples, 100 + 2 * seed),
      draw(distance, 1, samples, 101 + 2 * seed),
      { seed, signal },
    );
    estimate.details.dispose();
    const [value, exact] = [bestValue(estimate.value), exactValue(distance)];
    console.log(
      `Gaussians ${distance} σ apart: V is ${value.toFixed(3)} as measured, ${exact.toFixed(3)} in truth`,
    );
    const interval: [number, number] = [bestValue(estimate.interval[0]), bestValue(estimate.interval[1])];
    values.push({ at: distance, estimate: value, interval, exact });
  }
  return values;
}

/** The curve through the true values. */
function exactValues() {
  return Array.from({ length: 101 }, (_, index) => ({ at: index / 20, exact: exactValue(index / 20) }));
}

/** 3. KL by maximum likelihood, over the number of samples. */
async function klBySamples({ steps: samples, seed, signal }: ExampleOptions): Promise<SweepPoint[]> {
  const exact = gaussianKl(
    { mean: p.mean, covariance: p.deviation ** 2 },
    { mean: q.mean, covariance: q.deviation ** 2 },
  );
  const points: SweepPoint[] = [];
  for (let count = 30; count <= 20 * samples; count = Math.round(count * 1.9)) {
    const { value, interval } = await estimateKlByMaximumLikelihood(
      draw(p.mean, p.deviation, count, 200 + 2 * seed),
      draw(q.mean, q.deviation, count, 201 + 2 * seed),
      { family: gaussianFamily(), seed, signal },
    );
    points.push({ at: count, estimate: value, interval, exact });
  }
  return points;
}
