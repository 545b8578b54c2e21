import type { Estimate, EstimateOptions } from '../../estimators';
import { checkEstimateOptions, normalInterval } from '../../estimators/parts';
import { createPauses } from '../../scheduling';
import type { Features } from '../features/features';
import { checkSameDimension } from '../features/read-features';
import type { FeatureMoments } from './feature-moments';
import { frechetWithError } from './frechet-between';
import { momentWarnings } from './moment-warnings';
import { readMoments } from './read-moments';

/** Result of {@link frechetDistance}. */
export interface FrechetDistanceEstimate extends Estimate {
  /** The distance's two parts. */
  readonly details: FrechetDistanceDetails;
}

/** Details of {@link frechetDistance}. */
export interface FrechetDistanceDetails {
  /** ‖μ₁ − μ₂‖², the part of the means. */
  readonly ofMeans: number;
  /** Tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½), the part of the covariances. */
  readonly ofCovariances: number;
  /** Number of features of a row. */
  readonly dimension: number;
}

/**
 * Computes the Fréchet distance of two sets of features: d² = ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½), the squared Wasserstein-2
 * distance between Gaussians of their means and covariances. With Inception's pool features it is the FID.
 *
 * Convention: the **squared** distance, as all that is called FID; covariances over n − 1, as numpy's `cov` and pytorch-fid
 * take them. Singular covariances are taken as they are: the value is the one that pytorch-fid has where its matrix root
 * holds, and tends to where that adds 1e−6 to the diagonals. Symmetric, ≥ 0; in the square of the features' unit: scaling them
 * by c multiplies it by c². It looks at means and covariances only, so 0 doesn't say that the distributions are equal.
 *
 * **Biased**: on average it lies above the distance between the distributions, by about c/n, and more for one generator than
 * for another (Chong & Forsyth 2020): `bound` is `'upper'`, and the interval is for its expectation at as many samples.
 * Compare only what has the same n, or take {@link frechetDistanceExtrapolated}. With fewer than 10·d samples it warns.
 *
 * Standard error: the delta method, over up to 1,024 rows of either side, drawn at random as they came by; of moments without
 * rows, over Gaussian ones. Where the distributions are about equal it is up to √2 too large, as a jackknife's would be.
 *
 * Features may come block by block, and either side as {@link FeatureMoments}: of 50,000 rows none are held but those. The
 * work grows with n·d² and d³: of 64 features a moment, of 2,048 some minutes.
 *
 * Source: Heusel et al. 2017, "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium", §4, eq. 6;
 * Dowson & Landau 1982, "The Fréchet Distance between Multivariate Normal Distributions".
 *
 * @param real - features of real samples, or their moments: at least 2
 * @param generated - features of generated samples, or their moments: at least 2
 * @param options - what every estimator takes; `seed` fixes which rows tell the error
 * @returns the estimate of d², with its two parts
 * @throws ArgumentError for features that are too few, not finite or of two spaces, or a wrong option
 *
 * @example
 * ```ts
 * import { FeatureMoments, frechetDistance } from 'gan-core/metrics';
 * const real = new FeatureMoments();
 * await real.add([[-1, 0], [1, 0], [0, 1], [0, -1]]);
 * const { value, details } = await frechetDistance(real, [[1, 0], [5, 0], [3, 2], [3, -2]]);
 * // The means lie 3 apart, and each of two standard deviations of √(2/3) is doubled: 3² + 2·2/3.
 * console.log(details.ofMeans, value.toFixed(4)); // → 9 10.3333
 * ```
 */
export async function frechetDistance(
  real: Features | FeatureMoments,
  generated: Features | FeatureMoments,
  options: EstimateOptions = {},
): Promise<FrechetDistanceEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options);
  const pauses = createPauses(signal);
  const first = await readMoments('real', real, seed, pauses);
  const second = await readMoments('generated', generated, seed, pauses);
  const dimension = first.mean.length;
  checkSameDimension(['real', 'generated'], dimension, second.mean.length);

  const { ofMeans, ofCovariances, variances } = await frechetWithError(first, second, seed, pauses);
  const value = ofMeans + ofCovariances;
  const standardError = Math.sqrt(variances[0] + variances[1]);
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: "the features' unit, squared",
    bound: 'upper',
    estimator: 'Fréchet distance of features',
    sampleSizes: { p: first.count, q: second.count },
    converged: true,
    warnings: momentWarnings(first, second, Math.min(first.count, second.count)),
    details: { ofMeans, ofCovariances, dimension },
  };
}
