import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import * as estimators from 'gan-core/estimators';
import { klFDivergence } from 'gan-core/losses';

/** Something to be watched, at one size. */
export interface Subject {
  readonly name: string;
  readonly size: string;
  /** Whether it computes by tfjs: then it is watched on each backend. */
  readonly onBackend: boolean;
  /** Draws the samples. */
  prepare(): (signal: AbortSignal) => Promise<unknown>;
}

interface DrawnSamples extends estimators.FlatSamples {
  readonly values: Float64Array;
}

/** `count` draws of N(shift, 1) along each axis. */
function draws(count: number, dimension: number, shift: number): DrawnSamples {
  const random = createRandom(1000 * shift + dimension);
  return {
    values: Float64Array.from({ length: count * dimension }, () => shift + random.normal()),
    dimension,
  };
}

/** The same, rounded to one of ten outcomes. */
function labels(count: number, dimension: number, shift: number): DrawnSamples {
  const { values } = draws(count, dimension, shift);
  const outcome = (value: number) => Math.min(Math.max(Math.round(5 + 2 * value), 0), 9);
  return { values: Float64Array.from(values, outcome), dimension };
}

type Pair = (p: estimators.FlatSamples, q: estimators.FlatSamples, signal: AbortSignal) => Promise<unknown>;

/** How many samples a side, of how many dimensions. */
type Size = readonly [count: number, dimension: number];

/** A function of two sets of samples, at some sizes. */
function ofPairs(
  name: string,
  sizes: readonly Size[],
  run: Pair,
  onBackend = false,
  draw: (count: number, dimension: number, shift: number) => DrawnSamples = draws,
): Subject[] {
  return sizes.map(([count, dimension]) => {
    return {
      name,
      size: `${count.toLocaleString('en')} × ${dimension}`,
      onBackend,
      prepare() {
        const [p, q] = [draw(count, dimension, 0), draw(count, dimension, 0.5)];
        return (signal) => run(p, q, signal);
      },
    };
  });
}

/** A critic's values on samples of p and of q. */
function ofValues(name: string, run: Pair): Subject[] {
  return ofPairs(name, [[1_000_000, 1]], run);
}

const FEW: Size = [10_000, 2];
const WIDE: Size = [10_000, 16];
const IMAGES: Size = [2_000, 784];
const MANY: Size = [200_000, 1];

/** Shape and location along each axis, as a family of one's own. */
const ownFamily = estimators.differentiableFamily({
  parameters: ({ dimension }) => ({
    mean: new Array<number>(dimension).fill(0),
    logScale: new Array<number>(dimension).fill(0),
  }),
  logDensity: (x, { mean, logScale }) => {
    const z = tf.div(tf.sub(x, mean), tf.exp(logScale));
    return tf.sum(tf.sub(tf.mul(tf.square(z), -0.5), tf.add(logScale, 0.5 * Math.log(2 * Math.PI))), 1);
  },
});

export const subjects: readonly Subject[] = [
  ...ofPairs('estimateKlByMaximumLikelihood, gaussianFamily', [WIDE, IMAGES, MANY], (p, q, signal) =>
    estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.gaussianFamily(), signal }),
  ),
  ...ofPairs('estimateKlByMaximumLikelihood, gaussianMixtureFamily', [FEW, IMAGES], (p, q, signal) =>
    estimators.estimateKlByMaximumLikelihood(p, q, {
      family: estimators.gaussianMixtureFamily({
        components: 5,
        covariance: p.dimension > 100 ? 'diagonal' : 'full',
      }),
      signal,
    }),
  ),
  ...ofPairs(
    "maximumLikelihood, gaussianMixtureFamily, 'held-out', 'full'",
    [FEW, WIDE, [2_000, 64]],
    (p, _, signal) =>
      estimators.maximumLikelihood(p, estimators.gaussianMixtureFamily({ components: 'held-out' }), {
        signal,
      }),
  ),
  ...ofPairs('estimateKlByMaximumLikelihood, kernelDensityFamily', [FEW, MANY, [2_000, 64]], (p, q, signal) =>
    estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.kernelDensityFamily(), signal }),
  ),
  ...ofPairs(
    'estimateKlByMaximumLikelihood, categoricalFamily',
    [MANY],
    (p, q, signal) =>
      estimators.estimateKlByMaximumLikelihood(p, q, { family: estimators.categoricalFamily(10), signal }),
    false,
    labels,
  ),
  ...ofPairs('heldOutLogLikelihood, gaussianFamily', [WIDE, IMAGES, MANY], (p, _, signal) =>
    estimators.heldOutLogLikelihood(p, estimators.gaussianFamily(), { signal }),
  ),
  ...ofPairs(
    'maximumLikelihood, differentiableFamily',
    [WIDE, IMAGES],
    (p, _, signal) => estimators.maximumLikelihood(p, ownFamily, { signal }),
    true,
  ),
  ...ofPairs('estimateCrossEntropy', [WIDE, MANY], (p, _, signal) =>
    estimators.estimateCrossEntropy(p, { logDensity: (x) => -0.5 * x[0]! ** 2 }, { signal }),
  ),
  ...ofPairs('estimateEntropyByNeighbors', [FEW, WIDE, IMAGES, MANY], (p, _, signal) =>
    estimators.estimateEntropyByNeighbors(p, { signal }),
  ),
  ...ofPairs('estimateKlByNeighbors', [FEW, WIDE, IMAGES, MANY], (p, q, signal) =>
    estimators.estimateKlByNeighbors(p, q, { signal }),
  ),
  ...ofPairs('estimateJensenShannonByNeighbors', [FEW, WIDE, IMAGES, MANY], (p, q, signal) =>
    estimators.estimateJensenShannonByNeighbors(p, q, { signal }),
  ),
  ...ofPairs(
    'estimateJensenShannonByDiscriminator',
    [FEW, WIDE, IMAGES, MANY],
    (real, fake, signal) => disposed(estimators.estimateJensenShannonByDiscriminator(real, fake, { signal })),
    true,
  ),
  ...ofPairs(
    'estimateKlByDonskerVaradhan',
    [FEW, WIDE, IMAGES, MANY],
    (p, q, signal) => disposed(estimators.estimateKlByDonskerVaradhan(p, q, { signal })),
    true,
  ),
  ...ofPairs(
    'estimateKlByNwj',
    [FEW, WIDE, IMAGES, MANY],
    (p, q, signal) => disposed(estimators.estimateKlByNwj(p, q, { signal })),
    true,
  ),
  ...ofPairs(
    'estimateFDivergence',
    [FEW, WIDE, IMAGES, MANY],
    (p, q, signal) => disposed(estimators.estimateFDivergence(p, q, { divergence: klFDivergence, signal })),
    true,
  ),
  ...ofPairs(
    "estimateDensityRatioByLogisticRegression, 'quadratic'",
    [FEW, WIDE, [2_000, 40], MANY],
    (p, q, signal) => estimators.estimateDensityRatioByLogisticRegression(p, q, { signal }),
  ),
  ...ofPairs("estimateDensityRatioByLogisticRegression, 'kernel'", [WIDE, IMAGES, MANY], (p, q, signal) =>
    estimators.estimateDensityRatioByLogisticRegression(p, q, { features: 'kernel', signal }),
  ),
  ...ofPairs('estimateDensityRatioByUlsif', [WIDE, IMAGES, MANY], (p, q, signal) =>
    estimators.estimateDensityRatioByUlsif(p, q, { signal }),
  ),
  ...ofPairs('estimateMaximumMeanDiscrepancy', [WIDE, IMAGES, [400, 12_288]], (p, q, signal) =>
    estimators.estimateMaximumMeanDiscrepancy(p, q, { signal }),
  ),
  ...ofPairs('estimateEnergyDistance', [WIDE, IMAGES, [400, 12_288]], (p, q, signal) =>
    estimators.estimateEnergyDistance(p, q, { signal }),
  ),
  ...ofPairs('estimateSinkhornDivergence', [WIDE, IMAGES], (p, q, signal) =>
    estimators.estimateSinkhornDivergence(p, q, { signal }),
  ),
  ...ofPairs('estimateSlicedWasserstein', [WIDE, IMAGES, MANY, [400, 12_288]], (p, q, signal) =>
    estimators.estimateSlicedWasserstein(p, q, { signal }),
  ),
  ...ofPairs('estimateWasserstein, order 2', [[2_000, 2], IMAGES, MANY], (p, q, signal) =>
    estimators.estimateWasserstein(p, q, { order: 2, signal }),
  ),
  ...ofPairs('estimateWasserstein, order 1', [[2_000, 2], MANY], (p, q, signal) =>
    estimators.estimateWasserstein(p, q, { order: 1, signal }),
  ),
  ...ofValues('donskerVaradhanFromCritic', (p, q, signal) =>
    estimators.donskerVaradhanFromCritic(p.values, q.values, { signal }),
  ),
  ...ofValues('nwjFromCritic', (p, q, signal) => estimators.nwjFromCritic(p.values, q.values, { signal })),
  ...ofValues('jensenShannonFromLogits', (p, q, signal) =>
    estimators.jensenShannonFromLogits(p.values, q.values, { signal }),
  ),
  ...ofPairs(
    'fDivergenceFromCritic',
    [[1_000_000, 1]],
    (p, q, signal) =>
      estimators.fDivergenceFromCritic(p.values, q.values, { divergence: klFDivergence, signal }),
    true,
  ),
];

async function disposed(estimate: Promise<{ readonly details: { dispose(): void } }>): Promise<void> {
  (await estimate).details.dispose();
}
