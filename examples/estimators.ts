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

/** Measures, and draws each measurement beside the truth. */
export async function run(options: ExampleOptions): Promise<void> {
  const { steps: samples, seed, signal } = options; // what shortens this run is fewer samples
  await useBackend('wasm');

  // 1. A discriminator trained on samples of two Gaussians, beside p/(p + q).
  const [p, q] = [
    { mean: -1, deviation: 0.6 },
    { mean: 1, deviation: 1.1 },
  ];
  const trained = await estimateJensenShannonByDiscriminator(
    draw(p.mean, p.deviation, samples, 2 * seed),
    draw(q.mean, q.deviation, samples, 2 * seed + 1),
    { seed, signal },
  );
  const grid = Float64Array.from({ length: 241 }, (_, index) => -4 + index / 30);
  const ratios = await trained.details.densityRatio({ values: grid, dimension: 1 });
  trained.details.dispose();
  const [pDensity, qDensity] = [p, q].map(({ mean, deviation }) =>
    Array.from(grid, (x) => density(x, mean, deviation)),
  ) as [number[], number[]];
  const best = pDensity.map((value, index) => value / (value + qDensity[index]!));
  const discriminator = Array.from(grid, (x, index) => ({
    x,
    p: pDensity[index]!,
    q: qDensity[index]!,
    exact: best[index]!,
    trained: ratios[index]! / (1 + ratios[index]!),
  }));

  // 2. The value that training reaches, over a sweep of distances.
  const value = (jensenShannon: number) => -2 * Math.LN2 + 2 * jensenShannon;
  const values: SweepPoint[] = [];
  for (let distance = 0; distance <= 5; distance += 0.5) {
    const estimate = await estimateJensenShannonByDiscriminator(
      draw(0, 1, samples, 100 + 2 * seed),
      draw(distance, 1, samples, 101 + 2 * seed),
      { seed, signal },
    );
    estimate.details.dispose();
    const exact = gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: distance, covariance: 1 });
    console.log(
      `Gaussians ${distance} σ apart: V is ${value(estimate.value).toFixed(3)} as measured, ${value(exact).toFixed(3)} in truth`,
    );
    values.push({
      at: distance,
      estimate: value(estimate.value),
      interval: [value(estimate.interval[0]), value(estimate.interval[1])],
      exact: value(exact),
    });
  }

  const truth = Array.from({ length: 101 }, (_, index) => {
    const at = index / 20;
    return {
      at,
      exact: value(gaussianJensenShannon({ mean: 0, covariance: 1 }, { mean: at, covariance: 1 })),
    };
  });

  // 3. KL by maximum likelihood, over the number of samples.
  const exactKl = gaussianKl(
    { mean: p.mean, covariance: p.deviation ** 2 },
    { mean: q.mean, covariance: q.deviation ** 2 },
  );
  const likelihood: SweepPoint[] = [];
  for (let count = 30; count <= 20 * samples; count = Math.round(count * 1.9)) {
    const { value: estimate, interval } = await estimateKlByMaximumLikelihood(
      draw(p.mean, p.deviation, count, 200 + 2 * seed),
      draw(q.mean, q.deviation, count, 201 + 2 * seed),
      { family: gaussianFamily(), seed, signal },
    );
    likelihood.push({ at: count, estimate, interval, exact: exactKl });
  }

  const worstD = Math.max(...discriminator.map((point) => Math.abs(point.trained - point.exact)));
  const worstV = Math.max(...values.map((point) => Math.abs(point.estimate - point.exact)));
  console.log(
    `D is within ${worstD.toFixed(3)} of p/(p + q), V within ${worstV.toFixed(3)} nats of −2 log 2 + 2·JSD`,
  );
  console.log(
    `KL is ${exactKl.toFixed(4)}; of ${likelihood.at(-1)!.at} samples: ${likelihood.at(-1)!.estimate.toFixed(4)}`,
  );

  saveJson('estimators.json', { samples, seed, discriminator, values, likelihood }, options);
  const size = samples.toLocaleString('en');
  savePicture(
    'optimal-discriminator.png',
    discriminatorPicture(
      discriminator,
      `p is the density of the real data, q the generator's. D: a network trained on ${size} samples from p and ${size} from q (seed ${seed}).`,
    ),
    options,
  );
  savePicture(
    'value.png',
    valuePicture(
      values,
      truth,
      `Dots: V of a D trained on ${size} samples from each of two Gaussians, evaluated on held-out ones; bars: 95 % intervals (seed ${seed}).`,
    ),
    options,
  );
  savePicture(
    'maximum-likelihood.png',
    likelihoodPicture(
      likelihood,
      `Dots: KL between a Gaussian fitted to samples from p and one fitted to samples from q; bars: 95 % intervals (seed ${seed}).`,
    ),
    options,
  );
}
