import { ArgumentError } from '../errors';
import {
  copyWarnings,
  type Estimate,
  fewSamplesForInterval,
  type SampleMatrix,
  sampleVariance,
  shuffledIndices,
  sidesCopies,
  studentInterval,
  takeSamples,
} from '../estimators/parts';
import { createRandom, type Random } from '../random';
import { createPauses, type Pauses } from '../scheduling';
import type { Features } from './features/features';
import { readFeaturePair } from './features/read-features';
import { type ClippedScores, clippedScores } from './neighbors/clipped-scores';
import { checkNeighborOptions, type NeighborMetricOptions } from './neighbors/neighbor-options';

/** Options of {@link clippedDensityCoverage}. */
export interface ClippedDensityCoverageOptions extends NeighborMetricOptions {
  /** k: the ball about a real sample reaches to its k-th nearest real neighbor. Default 5. */
  readonly neighbors?: number;
}

/** Fidelity and variety of generated samples, either as a share of good samples. */
export interface ClippedDensityCoverage {
  /** Clipped Density: fidelity. */
  readonly density: Estimate;
  /** Clipped Coverage: variety. */
  readonly coverage: Estimate;
}

/** Parts that the error is told from: their spread is known to 24 % then. */
const MOST_PARTS = 10;

/**
 * Estimates Clipped Density and Clipped Coverage, either in [0, 1] and calibrated: at 0.7 the set is about as good as one of which 70 %
 * are drawn from the data's distribution, and the others lie far off.
 *
 * Clipped Density = min(1, E_g[min(1, c(g)/k)]/E_r[min(1, c(r)/k)]), where c counts the balls about real samples that hold a sample, radii no longer than
 * their median, and of a real one only the balls that it is one of the k nearest neighbors in. Clipped Coverage maps E_r[min(1, |{g : ‖g − r‖ <
 * radius of r}|/k)], radii as they are, to the share of good samples that has this expectation.
 *
 * What {@link densityCoverage} lacks: no outlier has a large ball, no sample makes up for another, and values mean the same for any k and
 * number of samples.
 *
 * Ties and copies: for density a sample at exactly the radius lies in the ball, for coverage it doesn't, as in the authors' code. The fewer
 * than k generated samples that are good count for none in it.
 *
 * Standard error: both sets are cut at random into up to 10 parts, and the parts' spread is divided by the root of their number; the interval is by
 * Student's t, within [0, 1]. It is for the expectation at these numbers of samples; of a value near 1, which is cut off there, it is rough.
 *
 * The work is one and a half times all pairs times the dimension, and a tenth of it for the parts.
 *
 * Source: Salvy, Talbot & Thirion 2026, "Enhanced Generative Model Evaluation with Clipped Density and Coverage" (ICLR), and its code,
 * https://github.com/nicolassalvy/ClippedDensityCoverage.
 *
 * @param real - features of real samples, at least 4(k + 1)
 * @param generated - features of generated samples, by the same network, at least 4(k + 1)
 * @param options - `neighbors`, `seed` (the parts), `confidence`, `signal`
 * @returns both, each with its error and interval; in `sampleSizes`, p are the real samples
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { clippedDensityCoverage } from 'gan-core/metrics';
 * const random = createRandom(1);
 * const draw = (count: number, mean: number) => Array.from({ length: count }, () => [mean + random.normal(), random.normal()]);
 * // Three of ten samples lie far off.
 * const generated = [...draw(700, 0), ...draw(300, 1000)];
 * const { density, coverage } = await clippedDensityCoverage(draw(1000, 0), generated);
 * console.log(density.value.toFixed(1), coverage.value.toFixed(1)); // → 0.7 0.7
 * ```
 */
export async function clippedDensityCoverage(
  real: Features,
  generated: Features,
  options: ClippedDensityCoverageOptions = {},
): Promise<ClippedDensityCoverage> {
  const { seed, signal, confidence, neighbors } = checkNeighborOptions(options, 5);
  const pauses = createPauses(signal);
  const [p, q] = await readFeaturePair(['real', 'generated'], real, generated, 1, pauses);
  const inPart = 2 * (neighbors + 1);
  checkForParts('real', p, inPart, neighbors);
  checkForParts('generated', q, inPart, neighbors);
  const whole = await clippedScores(p, q, neighbors, pauses);
  const random = createRandom(seed);
  const count = Math.min(MOST_PARTS, Math.floor(Math.min(p.count, q.count) / inPart));
  const [partsOfReal, partsOfGenerated] = [
    await cut(p, count, random.fork(), pauses),
    await cut(q, count, random.fork(), pauses),
  ];
  const parts: ClippedScores[] = [];
  for (let part = 0; part < count; part++)
    parts.push(await clippedScores(partsOfReal[part]!, partsOfGenerated[part]!, neighbors, pauses));
  const warnings = [
    ...fewSamplesForInterval({ p: p.count, q: q.count }),
    ...copyWarnings(await sidesCopies({ p, q }, pauses)),
  ];
  const estimate = (score: 'density' | 'coverage'): Estimate => {
    const spread = Math.sqrt(sampleVariance(Float64Array.from(parts, (part) => part[score])));
    const standardError = spread / Math.sqrt(count);
    const [lower, upper] = studentInterval(whole[score], standardError, confidence, count);
    return {
      value: whole[score],
      standardError,
      interval: [Math.max(lower, 0), Math.min(upper, 1)],
      unit: '',
      bound: 'none',
      estimator: `clipped ${score}, ${neighbors} ${neighbors === 1 ? 'neighbor' : 'neighbors'}`,
      sampleSizes: { p: p.count, q: q.count },
      converged: true,
      warnings: [...warnings, ...clippedPartsWarnings(whole[score], standardError)],
    };
  };
  return { density: estimate('density'), coverage: estimate('coverage') };
}

/** Warns where all parts come to one end of the scale, so that they tell no spread, and the whole doesn't. */
function clippedPartsWarnings(value: number, standardError: number): string[] {
  if (standardError > 0 || value === 0 || value === 1) return [];
  return [
    'The parts that the error is told from all come to the same, since scores are cut off at 1: the error is larger than 0, and not known. Draw more samples.',
  ];
}

function checkForParts(argument: string, { count }: SampleMatrix, inPart: number, neighbors: number): void {
  if (count >= 2 * inPart) return;
  throw new ArgumentError(
    argument,
    `has ${count} ${count === 1 ? 'row' : 'rows'} of features; expected at least ${2 * inPart} for ${neighbors} neighbors and an error. Draw more samples, or take fewer neighbors.`,
  );
}

/** Cuts samples at random into so many parts of nearly equal size. */
async function cut(
  samples: SampleMatrix,
  parts: number,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix[]> {
  const order = await shuffledIndices(samples.count, random, pauses);
  const start = (part: number) => Math.floor((part * samples.count) / parts);
  const taken: SampleMatrix[] = [];
  for (let part = 0; part < parts; part++)
    taken.push(await takeSamples(samples, order.subarray(start(part), start(part + 1)), pauses));
  return taken;
}
