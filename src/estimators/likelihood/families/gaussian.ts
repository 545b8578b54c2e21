import { ArgumentError, describeValue, refuseUnknownKeys } from '../../../errors';
import { checkMagnitude } from '../../samples/check-magnitude';
import { describeFlat } from '../../samples/describe-flat';
import { constantCoordinate, covarianceOf, meanOf, variancesOf } from '../../samples/moments';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFamily, DensityFit, FitContext } from '../density-family';
import type { GaussianParameters } from './gaussian-parameters';
import { gaussianPlugInKl } from './gaussian-plug-in-kl';
import { normalDensity } from './normal-density';

/** The settings of the Gaussian family. */
export interface GaussianFamilyOptions {
  /** `'full'`: any covariance matrix. `'diagonal'`: one variance a coordinate, no correlations. Default `'full'`. */
  readonly covariance?: 'full' | 'diagonal';
}

/**
 * The normal distributions N(μ, Σ) of the samples' dimension. Their maximum likelihood has a closed form: the samples' mean
 * and covariance.
 *
 * Convention: the covariance divides by **n**, as maximum likelihood does. It is (n − 1)/n of the unbiased one.
 *
 * `estimateKlByMaximumLikelihood` takes the divergence of two such fits in closed form and without bias: see there.
 *
 * Source: Mardia, Kent & Bibby 1979, "Multivariate Analysis", §4.2.
 *
 * @param options - `covariance`: `'full'` or `'diagonal'`
 * @returns the family, for `maximumLikelihood` and the estimators
 * @throws ArgumentError for another covariance. When fitting: if the samples vary in fewer directions than there are
 * coordinates, as they do when there are no more samples than dimensions
 *
 * @example
 * ```ts
 * import { gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
 * const { parameters } = await maximumLikelihood([[1], [3]], gaussianFamily());
 * // The variance divides by n = 2: (1 + 1)/2.
 * console.log(parameters); // → { mean: [ 2 ], covariance: [ [ 1 ] ] }
 * ```
 */
export function gaussianFamily(options: GaussianFamilyOptions = {}): DensityFamily<GaussianParameters> {
  refuseUnknownKeys(options, ['covariance']);
  const { covariance = 'full' } = options;
  if (covariance !== 'full' && covariance !== 'diagonal') {
    throw new ArgumentError('covariance', `got ${describeValue(covariance)}; expected 'full' or 'diagonal'.`);
  }
  return {
    name: covariance === 'full' ? 'Gaussian' : 'diagonal Gaussian',
    fit: (samples, context) => fitGaussian(samples, covariance, context),
    plugInKl: gaussianPlugInKl,
  };
}

async function fitGaussian(
  samples: SampleMatrix,
  kind: 'full' | 'diagonal',
  { argument, pauses }: FitContext,
): Promise<DensityFit<GaussianParameters>> {
  await checkMagnitude(argument, samples, pauses);
  const constant = constantCoordinate(samples);
  if (constant >= 0) throw singular(argument, samples, kind, constant);
  const mean = Array.from(await meanOf(samples, pauses));
  const covariance =
    kind === 'full'
      ? await covarianceOf(samples, mean, pauses)
      : Array.from(await variancesOf(samples, mean, pauses));
  const density = await normalDensity(mean, covariance, pauses);
  if (typeof density === 'number') throw singular(argument, samples, kind, density);
  const { count, dimension } = samples;
  return {
    parameters: { mean, covariance },
    logDensity: density.logDensity,
    draw: density.draw,
    warnings:
      kind === 'full' && count < 5 * dimension
        ? [
            `${argument} has ${count} samples for ${dimension} dimensions: their covariance is far from the true one. Take at least five times as many samples as dimensions, or a diagonal covariance.`,
          ]
        : [],
  };
}

function singular(argument: string, samples: SampleMatrix, kind: string, axis: number): ArgumentError {
  const { count, dimension } = samples;
  if (kind === 'full' && count <= dimension) {
    return new ArgumentError(
      argument,
      `has ${count} samples of ${dimension} dimensions; expected more samples than dimensions, or their covariance is singular. Draw more, or fit { covariance: 'diagonal' }.`,
    );
  }
  return new ArgumentError(
    argument,
    `coordinate ${axis} ${kind === 'full' ? describeFlat(samples, axis) : 'is constant'}; expected a covariance of full rank. Leave that coordinate out, or add a little noise to the samples.`,
  );
}
