import {
  ArgumentError,
  checkNumber,
  checkWholeNumber,
  describeValue,
  positive,
  refuseUnknownKeys,
} from '../../../errors';

/** The settings of the Gaussian mixtures. */
export interface GaussianMixtureFamilyOptions {
  /**
   * Number of Gaussians, or `'held-out'`, the default: the number from 1 to `maxComponents` under which samples that the fit
   * hasn't seen are most likely (five folds), the fewest that are within one standard error of the best. The search ends
   * after two numbers in a row that are worse than the best by more than that. It takes about a second for 1,000 points of the
   * plane, and tens of times as long as the fit of a number that you give.
   */
  readonly components?: number | 'held-out';
  /** The most components that `'held-out'` tries. Default 8. */
  readonly maxComponents?: number;
  /** `'full'`: any covariance matrices. `'diagonal'`: one variance a coordinate. Default `'full'`. */
  readonly covariance?: 'full' | 'diagonal';
  /** Number of starts; the best result counts. Default 3. */
  readonly restarts?: number;
  /**
   * ε of the penalty ½ ε Σₖ tr(Ψ Σₖ⁻¹), Ψ the samples' variances: what keeps a component from shrinking onto one sample. It
   * adds (ε/πₖ)Ψ to each covariance. Default 1e-6.
   */
  readonly regularization?: number;
  /** The most iterations from one start. Default 500. */
  readonly maxIterations?: number;
  /** Iterations end when one raises the mean log-likelihood by less, in nats. Default 1e-7. */
  readonly tolerance?: number;
}

/** The options with their defaults. */
export type MixtureSettings = Required<GaussianMixtureFamilyOptions>;

const KEYS = [
  'components',
  'maxComponents',
  'covariance',
  'restarts',
  'regularization',
  'maxIterations',
  'tolerance',
];

/**
 * Checks the options and fills in the defaults.
 *
 * @param options - what came
 * @returns all settings
 * @throws ArgumentError naming the option at fault
 */
export function mixtureSettings(options: GaussianMixtureFamilyOptions): MixtureSettings {
  refuseUnknownKeys(options, KEYS);
  const settings: MixtureSettings = {
    components: 'held-out',
    maxComponents: 8,
    covariance: 'full',
    restarts: 3,
    regularization: 1e-6,
    maxIterations: 500,
    tolerance: 1e-7,
    ...options,
  };
  const { components, covariance, regularization, tolerance, maxComponents, restarts, maxIterations } =
    settings;
  if (components !== 'held-out') checkWholeNumber('components', components, 1, ", or 'held-out'");
  checkWholeNumber('maxComponents', maxComponents, 1);
  checkWholeNumber('restarts', restarts, 1);
  checkWholeNumber('maxIterations', maxIterations, 1);
  checkNumber('regularization', regularization, positive);
  checkNumber('tolerance', tolerance, positive);
  if (covariance !== 'full' && covariance !== 'diagonal') {
    throw new ArgumentError('covariance', `got ${describeValue(covariance)}; expected 'full' or 'diagonal'.`);
  }
  return settings;
}
