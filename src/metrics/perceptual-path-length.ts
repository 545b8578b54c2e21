import { cast, reshape, slice, square, sub, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../distributions';
import {
  ArgumentError,
  checkMembers,
  checkNumber,
  checkSize,
  checkTensor,
  checkWholeNumber,
  describeValue,
  interval,
} from '../errors';
import {
  checkEstimateOptions,
  type Estimate,
  type EstimateOptions,
  fewSamplesForInterval,
} from '../estimators/parts';
import { createRandom, type Random } from '../random';
import { createPauses, orAborted, type Pauses } from '../scheduling';
import { ask, checkNetwork, type NetworkOrFunction } from './features/network-or-function';
import { writePathPoint } from './paths/path-ends';
import { trimmedMean } from './paths/trimmed-mean';

export type { NetworkOrFunction } from './features/network-or-function';

/** Options of {@link perceptualPathLength}. */
export interface PerceptualPathLengthOptions extends EstimateOptions {
  /** Number of pairs of latents. Default 10,000; StyleGAN's code takes 100,000. */
  readonly samples?: number;
  /** Pairs that the generator is asked for at a time: twice as many samples. Default 32. */
  readonly batchSize?: number;
  /** ε, how far apart the two points of a path are, in [10⁻⁶, 1]. Default 10⁻⁴. */
  readonly epsilon?: number;
  /** The path: along the great circle, for normal noise, or the straight line, for uniform noise and StyleGAN's w. Default `'spherical'`. */
  readonly method?: 'linear' | 'spherical';
  /** Place on the path: at random, `'full'`, or at its beginning, `'end'`. Default `'full'`. */
  readonly place?: 'full' | 'end';
  /** The share of either tail that is left out, in [0, ½). Default 0.01. */
  readonly trim?: number;
}

/**
 * Estimates the perceptual path length of a generator G: E[‖φ(G(z(t))) − φ(G(z(t + ε)))‖²]/ε², where z(t) is a path between two latents
 * and φ gives features. A smooth generator has short paths; one whose latent space holds few good regions changes abruptly between.
 * In squared units of the features; ≥ 0, lower is smoother. A generator that gives one sample has 0: look at its variety too.
 *
 * Convention: the distance is the squared Euclidean one of all of a sample's features. The paper's is LPIPS of VGG16: φ is then that
 * network's layers, each of unit length and weighted. StyleGAN's code makes latents and interpolates unit vectors, as its
 * mapping network takes their direction alone: for the same, give a `latent` of length 1; G's own noise must be the same in
 * each call. Values of different φ, latents or ε aren't comparable.
 *
 * A hundredth of the distances at either end is left out, as in that code. At ε = 10⁻⁴ float32 leaves a distance about 3 digits; the
 * mean over many has more. Devices with float16 only need a larger ε.
 *
 * Standard error: of the trimmed mean, by Tukey and McLaughlin; the interval is by Student's t. Both are for the trimmed mean.
 *
 * Source: Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for Generative Adversarial Networks", §4.1, eq. 2 and 3.
 *
 * @param generator - a function of a batch of latents, or a model, which is called with `training: false`
 * @param features - φ, the same of a batch of samples: `(x) => x` for pixels
 * @param latent - what draws latents, such as `normalLatent(64)`
 * @param options - `samples`, `batchSize`, `epsilon`, `method`, `place`, `trim`, `seed`, `confidence`, `signal`
 * @returns the estimate; in `sampleSizes`, p are the pairs
 * @throws ArgumentError for what is no network or sampler, gives no finite numbers, or a wrong option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { normalLatent } from 'gan-core/distributions';
 * import { perceptualPathLength } from 'gan-core/metrics';
 * // Of G(z) = 3z on straight lines in 4 dimensions: 9·E‖z₁ − z₂‖² = 72.
 * const triple = (z: tf.Tensor) => tf.mul(z, 3);
 * const options = { method: 'linear', trim: 0, samples: 2000 } as const;
 * const { interval } = await perceptualPathLength(triple, (x) => x, normalLatent(4), options);
 * console.log(interval[0] < 72 && 72 < interval[1]); // → true
 * ```
 */
export async function perceptualPathLength(
  generator: NetworkOrFunction,
  features: NetworkOrFunction,
  latent: Sampler,
  options: PerceptualPathLengthOptions = {},
): Promise<Estimate> {
  const { seed, signal, confidence, ...settings } = checkOptions(options);
  checkNetwork('generator', generator);
  checkNetwork('features', features);
  checkMembers('latent', latent, {
    expected: 'a sampler, such as normalLatent(64)',
    functions: ['sample'],
  });
  const pauses = createPauses(signal);
  const random = createRandom(seed);
  const { samples, batchSize, epsilon } = settings;
  const lengths = new Float64Array(samples);
  for (let done = 0; done < samples; done += batchSize) {
    const count = Math.min(batchSize, samples - done);
    const ends = await drawEnds(latent, count, settings, random, pauses);
    const distances = await distancesBetween(generator, features, ends, pauses);
    for (let pair = 0; pair < count; pair++) lengths[done + pair] = distances[pair]! / epsilon ** 2;
    if (pauses.due()) await pauses.take();
  }
  const wrong = lengths.findIndex((length) => !Number.isFinite(length));
  if (wrong >= 0)
    throw new ArgumentError(
      'features',
      `gave ${lengths[wrong]} for the distance of pair ${wrong}; expected finite numbers. Look at what the generator gives.`,
    );
  const sampleSizes = { p: samples, q: 0 };
  return {
    ...trimmedMean(lengths, settings.trim, confidence),
    unit: '',
    bound: 'none',
    estimator: 'perceptual path length',
    sampleSizes,
    converged: true,
    warnings: fewSamplesForInterval(sampleSizes),
  };
}

function checkOptions(options: PerceptualPathLengthOptions) {
  const ownKeys = ['samples', 'batchSize', 'epsilon', 'method', 'place', 'trim'];
  const shared = checkEstimateOptions(options, ownKeys);
  const { samples = 10_000, batchSize = 32, epsilon = 1e-4, trim = 0.01 } = options;
  const { method = 'spherical', place = 'full' } = options;
  checkWholeNumber('samples', samples, 2);
  checkSize('samples', samples, 'pairs');
  checkWholeNumber('batchSize', batchSize, 1);
  checkNumber('epsilon', epsilon, interval('[0.000001, 1]'), ', such as 0.0001');
  checkNumber('trim', trim, interval('[0, 0.5)'), ', such as 0.01');
  if (method !== 'linear' && method !== 'spherical')
    throw new ArgumentError('method', `got ${describeValue(method)}; expected 'linear' or 'spherical'.`);
  if (place !== 'full' && place !== 'end')
    throw new ArgumentError('place', `got ${describeValue(place)}; expected 'full' or 'end'.`);
  return { ...shared, samples, batchSize, epsilon, trim, method, place };
}

/** Latents in pairs: those at t of each path, and then those at t + ε. */
interface Ends {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

async function drawEnds(
  latent: Sampler,
  count: number,
  { epsilon, method, place }: Pick<ReturnType<typeof checkOptions>, 'epsilon' | 'method' | 'place'>,
  random: Random,
  pauses: Pauses,
): Promise<Ends> {
  const both = sampleLatents(latent, 2 * count, random);
  const { shape } = both;
  const drawn = await orAborted(both.data(), pauses).finally(() => both.dispose());
  if (shape[0] !== 2 * count)
    throw new ArgumentError(
      'latent',
      `sampled ${shape[0]} of ${2 * count}; expected as many as are asked for.`,
    );
  const length = both.size / (2 * count);
  const values = new Float32Array(drawn.length);
  const isLinear = method === 'linear';
  for (let pair = 0; pair < count; pair++) {
    const start = pair * length;
    const path = { from: drawn, to: drawn.subarray(count * length), start, length, isLinear };
    const t = place === 'full' ? random.next() : 0;
    writePathPoint(path, t, values, start);
    writePathPoint(path, t + epsilon, values, count * length + start);
  }
  return { values, shape };
}

/** Draws latents. A tensor that is refused isn't disposed of: it may be another's. */
function sampleLatents(latent: Sampler, count: number, random: Random): Tensor {
  const drawn = latent.sample(count, random);
  const expected = `that it samples a float32 tensor [${count}, …]`;
  checkTensor('latent', drawn, { expected, dtype: 'float32', leastRank: 2 });
  if (drawn.shape[0] === count) return drawn;
  throw new ArgumentError('latent', `sampled ${describeValue(drawn)}; expected ${count} rows.`);
}

/** The squared distance of the features of either end of each path. */
async function distancesBetween(
  generator: NetworkOrFunction,
  features: NetworkOrFunction,
  { values, shape }: Ends,
  pauses: Pauses,
): Promise<Float32Array> {
  const count = shape[0]! / 2;
  const squared = tidy(() => {
    const samples = ask('generator', generator, tensor(values, [...shape], 'float32'));
    const given: Tensor = cast(ask('features', features, samples), 'float32');
    const rows = reshape(given, [2 * count, -1]);
    const [first, second] = [slice(rows, 0, count), slice(rows, count, count)];
    return sum(square(sub(first, second)), 1);
  });
  return (await orAborted(squared.data<'float32'>(), pauses).finally(() =>
    squared.dispose(),
  )) as Float32Array;
}
