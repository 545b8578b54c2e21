import {
  ArgumentError,
  checkSize,
  checkWholeNumber,
  describeNumber,
  describeValue,
  refuseUnknownKeys,
} from '../../errors';
import { firstNotFinite } from '../../math';
import { checkRandom, createRandom, type Random } from '../../random';
import { createPauses, orAborted, type Pauses } from '../../scheduling';
import type { EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { readSamples, type SampleMatrix, type Samples } from '../samples/samples';
import { meanOfTerms } from '../statistics/mean-and-variance';
import type { DensityFamily, DensityFit, FittedDensity } from './density-family';
import { checkFamily, fitFamily } from './fit-family';
import { readLogDensities, readLogDensity } from './read-log-densities';

/** Options of a fit. */
export type FitOptions = Pick<EstimateOptions, 'seed' | 'signal'>;

/**
 * The density of a family under which the samples are most likely: θ̂ = argmax Σ log p(xᵢ; θ). It is also the one of least
 * KL(p̂ₙ‖pθ) from the samples' empirical distribution p̂ₙ, the two sums differing by the entropy of p̂ₙ alone; with more
 * and more samples it tends to the member of the family that is nearest to the data in that sense.
 *
 * `logLikelihood` is the mean per sample, in nats, over the samples fitted to.
 *
 * Source: Fisher 1922, "On the Mathematical Foundations of Theoretical Statistics"; for a family that doesn't hold the
 * true density, White 1982, "Maximum Likelihood Estimation of Misspecified Models".
 *
 * @param samples - at least two, of one space
 * @param family - the densities to choose from, such as `gaussianFamily()`
 * @param options - `seed` (default 0) fixes random starts; `signal` aborts
 * @returns the fitted density
 * @throws ArgumentError if the samples aren't samples, or don't determine the family's parameters
 *
 * @example
 * ```ts
 * import { gaussianFamily, maximumLikelihood } from 'gan-core/estimators';
 * const { parameters, logDensity } = await maximumLikelihood([[1], [3]], gaussianFamily());
 * // The mean is 2 and the variance 1: log density −½·log(2π) at the mean.
 * console.log(parameters.mean, logDensity([2]).toFixed(6)); // → [ 2 ] -0.918939
 * ```
 */
export async function maximumLikelihood<Parameters>(
  samples: Samples,
  family: DensityFamily<Parameters>,
  options: FitOptions = {},
): Promise<FittedDensity<Parameters>> {
  checkFamily('family', family);
  const { seed, signal } = checkEstimateOptions(options);
  const matrix = await readSamples('samples', samples, 2, signal);
  const pauses = createPauses(signal);
  const fit = await fitFamily(family, matrix, { argument: 'samples', random: createRandom(seed), pauses });
  return fittedDensity(family, fit, matrix, pauses);
}

/** A fit as users get it. */
export async function fittedDensity<Parameters>(
  family: DensityFamily<Parameters>,
  fit: DensityFit<Parameters>,
  samples: SampleMatrix,
  pauses: Pauses,
): Promise<FittedDensity<Parameters>> {
  const { dimension } = samples;
  const onSamples = await logDensitiesOf(fit, samples, pauses);
  return {
    family: family.name,
    dimension,
    parameters: fit.parameters,
    logLikelihood: meanOfTerms(onSamples),
    converged: fit.converged ?? true,
    warnings: fit.warnings ?? [],
    logDensity(point) {
      if (point?.length !== dimension || !Array.prototype.every.call(point, Number.isFinite)) {
        throw new ArgumentError(
          'point',
          `got ${describeValue(point)}; expected ${dimension} finite numbers, as the samples have.`,
        );
      }
      return readLogDensity(fit.logDensity(point));
    },
    async logDensities(points, options = {}) {
      refuseUnknownKeys(options, ['signal']);
      const { signal } = options;
      const matrix = await readSamples('samples', points, 0, signal);
      if (matrix.dimension !== dimension) {
        throw new ArgumentError(
          'samples',
          `has points of ${matrix.dimension} dimensions; expected ${dimension}, as the density has.`,
        );
      }
      return logDensitiesOf(fit, matrix, createPauses(signal));
    },
    sample: (count, random) => drawSamples(family.name, fit, dimension, count, random),
  };
}

/** log p of a fit at many points, pausing now and then. */
export async function logDensitiesOf(
  fit: Pick<DensityFit, 'logDensity' | 'logDensities'>,
  points: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const { values, count, dimension } = points;
  if (fit.logDensities)
    return readLogDensities(await orAborted(fit.logDensities(points, pauses), pauses), count, pauses);
  const densities = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    if (pauses.due()) await pauses.take();
    densities[index] = readLogDensity(
      fit.logDensity(values.subarray(index * dimension, (index + 1) * dimension)),
    );
  }
  return densities;
}

function drawSamples(
  name: string,
  { draw }: DensityFit,
  dimension: number,
  count: number,
  random: Random,
): { values: Float64Array; dimension: number } {
  if (!draw) {
    throw new ArgumentError(
      'family',
      `the ${name} family has no draw; expected one where samples of the fit are asked for. Give it a \`draw\`.`,
    );
  }
  checkWholeNumber('count', count, 1);
  checkSize('count', count * dimension, 'numbers', { hint: 'Draw fewer, or a part at a time.' });
  checkRandom(random, ['next', 'normal', 'integer']);
  const values = new Float64Array(count * dimension);
  for (let index = 0; index < count; index++) {
    const point = draw(random);
    const wrong = point?.length === dimension ? firstNotFinite(point) : 0;
    if (wrong >= 0) {
      throw new ArgumentError(
        'family',
        `the ${name} family's draw gave ${point?.length === dimension ? `a point that holds ${describeNumber(point[wrong])}` : describeValue(point)}; expected ${dimension} finite numbers, a point.`,
      );
    }
    values.set(point, index * dimension);
  }
  return { values, dimension };
}
