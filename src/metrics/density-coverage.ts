import {
  copyWarnings,
  type Estimate,
  fewSamplesForInterval,
  meanOfValues,
  nearestPoints,
  normalInterval,
  pairsWithin,
  populationVariance,
  type SampleMatrix,
  sidesCopies,
} from '../estimators/parts';
import { createPauses, type Pauses } from '../scheduling';
import type { Features } from './features/features';
import { readFeaturePair } from './features/read-features';
import { BallCounts } from './neighbors/ball-counts';
import { checkEnough, checkNeighborOptions, type NeighborMetricOptions } from './neighbors/neighbor-options';
import { shareInterval } from './shares/share-interval';

/** Options of {@link densityCoverage}. */
export interface DensityCoverageOptions extends NeighborMetricOptions {
  /** k: the ball about a real sample reaches to its k-th nearest real neighbor. Default 5. */
  readonly neighbors?: number;
}

/** Fidelity and variety of generated samples, by balls about the real ones alone. */
export interface DensityCoverage {
  /** Number of balls that hold a generated sample, on average, by k: about 1 for equal distributions, and without an upper limit. */
  readonly density: Estimate;
  /** The share of real samples whose ball holds a generated sample. */
  readonly coverage: Estimate;
}

/**
 * Estimates density and coverage: with a ball about each real sample that reaches to its k-th nearest real neighbor,
 * density = Σ_g |{r : g in the ball of r}| / (k·|g|), ≥ 0, and coverage = |{r : some g in the ball of r}| / |r|, in [0, 1].
 *
 * For equal distributions density is 1 on average, and coverage 1 − (n − 1)⋯(n − k)/((n + m − 1)⋯(n + m − k)) of n real and m generated
 * samples: 0.97 at k = 5 for as many of both. Density counts by balls, where precision asks for one of them: an outlier's large
 * ball matters little. Both are for a comparison at the same numbers of samples.
 *
 * Ties and copies: a sample at exactly the radius isn't in the ball, as in the authors' code (`precisionRecall` counts it in). A
 * copy of a real sample lies in its ball, unless k others are the same as well: a ball of radius 0 holds nothing.
 *
 * Standard error: the delete-one jackknife over both sets, on average not too small (Efron & Stein 1981), in trials 1.0 to 2.5 times
 * too large. The interval of density is normal, that of coverage Wilson's, of as many independent samples as have
 * that error; both are for the expectation at these numbers of samples.
 *
 * The work is one and a half times all pairs times the dimension; memory, about two copies of the features. 50,000
 * samples a side of 64 features take 50 s of one core, and 200 MB.
 *
 * Source: Naeem et al. 2020, "Reliable Fidelity and Diversity Metrics for Generative Models", §3.1 and §3.2; the expectations: lemma 1 and 2.
 *
 * @param real - features of real samples, at least k + 2
 * @param generated - features of generated samples, by the same network, at least k + 2
 * @param options - `neighbors`, `confidence`, `signal`; nothing is drawn, so that `seed` makes no difference
 * @returns both, each with its error and interval; in `sampleSizes`, p are the real samples
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { densityCoverage } from 'gan-core/metrics';
 * const real = [[0], [1], [2], [10], [11], [12]];
 * // Good samples, of one mode of two.
 * const generated = [[0.1], [0.9], [1.2], [1.4]];
 * const { density, coverage } = await densityCoverage(real, generated, { neighbors: 2 });
 * console.log(density.value, coverage.value); // → 1.5 0.5
 * ```
 */
export async function densityCoverage(
  real: Features,
  generated: Features,
  options: DensityCoverageOptions = {},
): Promise<DensityCoverage> {
  const { signal, confidence, neighbors } = checkNeighborOptions(options, 5);
  const pauses = createPauses(signal);
  const [p, q] = await readFeaturePair(['real', 'generated'], real, generated, 1, pauses);
  checkEnough('real', p, neighbors);
  checkEnough('generated', q, neighbors);
  const balls = new BallCounts(await nearestPoints(p, p, neighbors + 1, pauses), q.count);
  const radii = Float64Array.from({ length: p.count }, (_, center) => balls.squaredRadius(center, true));
  const visit = (center: number, point: number, squared: number) => balls.add(center, point, squared);
  await pairsWithin(p, q, { first: radii }, visit, pauses);

  const density = densityOf(balls, q, neighbors);
  const coverage = await coverageOf(balls, p, q, pauses);
  const shared = {
    unit: '',
    bound: 'none' as const,
    sampleSizes: { p: p.count, q: q.count },
    converged: true,
    warnings: [
      ...fewSamplesForInterval({ p: p.count, q: q.count }),
      ...copyWarnings(await sidesCopies({ p, q }, pauses)),
    ],
  };
  const by = `${neighbors} ${neighbors === 1 ? 'neighbor' : 'neighbors'}`;
  return {
    density: {
      ...density,
      interval: normalInterval(density.value, density.standardError, confidence),
      estimator: `density, ${by}`,
      ...shared,
    },
    coverage: {
      ...coverage,
      interval: shareInterval(coverage.value, coverage.standardError, Math.min(p.count, q.count), confidence),
      estimator: `coverage, ${by}`,
      ...shared,
    },
  };
}

/** Density, and its jackknife over both sets. */
function densityOf(balls: BallCounts, q: SampleMatrix, neighbors: number) {
  const { mean, squaredError } = meanOfValues(balls.ballsOfPoint);
  const changes = balls.countChanges();
  const ofCenters = ((changes.length - 1) * populationVariance(changes)) / q.count ** 2;
  return { value: mean / neighbors, standardError: Math.sqrt(squaredError + ofCenters) / neighbors };
}

/** Coverage, and its jackknife over both sets. */
async function coverageOf(balls: BallCounts, p: SampleMatrix, q: SampleMatrix, pauses: Pauses) {
  const covered = balls.coveredCenters();
  const value = covered / p.count;
  const withoutCenter = balls.coveredWithoutCenter(covered);
  const ofCenters = (p.count - 1) * populationVariance(withoutCenter);
  const lost = await balls.lostWithoutPoint(pauses);
  const ofPoints = ((q.count - 1) * populationVariance(lost)) / p.count ** 2;
  return { value, standardError: Math.sqrt(ofCenters + ofPoints) };
}
