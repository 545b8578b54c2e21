import { ArgumentError } from '../../../errors';
import type { Random } from '../../../random';
import type { Pauses } from '../../../scheduling';
import { checkMagnitude } from '../../samples/check-magnitude';
import { constantCoordinate, meanOf, variancesOf } from '../../samples/moments';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFamily, DensityFit, FitContext } from '../density-family';
import { type ExpectationMaximizationResult, expectationMaximization } from './expectation-maximization';
import { componentsOf, type MixtureParameters, mixtureLogDensity } from './gaussian-mixture-density';
import {
  type GaussianMixtureFamilyOptions,
  type MixtureSettings,
  mixtureSettings,
} from './gaussian-mixture-options';
import { bestOfStarts, chooseComponents, hasSpike } from './gaussian-mixture-search';
import { unboundedDensityWarnings } from './unbounded-density-warnings';

/**
 * Mixtures of Gaussians, Σₖ πₖ N(μₖ, Σₖ), by expectation maximization from several k-means++ starts. The likelihood of a
 * mixture has many maxima, and none that is highest (a component may shrink onto one sample): what is found is the best
 * maximum of the penalized likelihood among the starts. Covariances divide by n.
 *
 * The work: `restarts` times at most `maxIterations` iterations of one pass over the samples; `'held-out'` does that five times
 * for each number that it tries.
 *
 * Sources: Dempster, Laird & Rubin 1977, "Maximum Likelihood from Incomplete Data via the EM Algorithm"; Arthur &
 * Vassilvitskii 2007, "k-means++"; the number of components as in Smyth 2000, "Model selection for probabilistic
 * clustering using cross-validated likelihood".
 *
 * @param options - `components`, `maxComponents`, `covariance`, `restarts`, `regularization`, `maxIterations`, `tolerance`
 * @returns the family, for `maximumLikelihood` and the estimators
 * @throws ArgumentError for an option out of range. When fitting: if a coordinate is constant, or there are fewer samples
 * than twice the components
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { gaussianMixtureFamily, maximumLikelihood } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 500 }, () => [mean + random.normal()]);
 * const samples = [...draw(-5), ...draw(5)];
 * const { parameters } = await maximumLikelihood(samples, gaussianMixtureFamily({ components: 2 }));
 * const means = parameters.means.map(([mean]) => Math.round(mean!));
 * console.log(means.sort((a, b) => a - b)); // → [ -5, 5 ]
 * ```
 */
export function gaussianMixtureFamily(
  options: GaussianMixtureFamilyOptions = {},
): DensityFamily<MixtureParameters> {
  const settings = mixtureSettings(options);
  return { name: 'Gaussian mixture', fit: (samples, context) => fitMixture(samples, settings, context) };
}

async function fitMixture(
  samples: SampleMatrix,
  settings: MixtureSettings,
  context: FitContext<MixtureParameters>,
): Promise<DensityFit<MixtureParameters>> {
  const { argument, start } = context;
  const { count } = samples;
  await checkMagnitude(argument, samples, context.pauses);
  const scale = await variancesOf(samples, await meanOf(samples, context.pauses), context.pauses);
  const constant = constantCoordinate(samples);
  if (constant >= 0) {
    throw new ArgumentError(
      argument,
      `coordinate ${constant} is constant; expected coordinates that vary. Leave it out, or add a little noise.`,
    );
  }
  if (settings.components !== 'held-out' && count < 2 * settings.components) {
    throw new ArgumentError(
      argument,
      `has ${count} samples for ${settings.components} components; expected at least ${2 * settings.components}. Draw more, or take fewer components.`,
    );
  }
  const components =
    start?.weights.length ??
    (settings.components === 'held-out'
      ? await chooseComponents(samples, settings, context)
      : settings.components);
  // From a fit of nearly the same samples one start is enough: the nearest maximum is the one that is meant.
  const result = start
    ? await expectationMaximization(samples, start, { ...settings, scale }, context.pauses)
    : await bestOfStarts(samples, components, settings, context, scale);
  const degenerate = start ? [] : await unboundedDensityWarnings(argument, samples, context.pauses);
  const fit = await mixtureFit(result, samples, settings, context.pauses);
  return { ...fit, warnings: [...degenerate, ...(fit.warnings ?? [])] };
}

async function mixtureFit(
  { parameters: unordered, converged }: ExpectationMaximizationResult,
  samples: SampleMatrix,
  { maxIterations }: MixtureSettings,
  pauses: Pauses,
): Promise<DensityFit<MixtureParameters>> {
  const parameters = heaviestFirst(unordered);
  const components = await componentsOf(parameters, pauses);
  const logDensity = mixtureLogDensity(components);
  const warnings: string[] = [];
  if (!converged) {
    warnings.push(
      `Expectation maximization hadn't converged after ${maxIterations} iterations. Raise maxIterations.`,
    );
  }
  if (hasSpike(parameters, samples)) {
    warnings.push(
      'A component rests on hardly more samples than it has dimensions. Take fewer components, or a larger regularization.',
    );
  }
  return {
    parameters,
    logDensity: (point) => logDensity(point, 0),
    draw: (random) => components[drawComponent(parameters.weights, random)]!.draw(random),
    converged,
    warnings,
  };
}

function heaviestFirst({ weights, means, covariances }: MixtureParameters): MixtureParameters {
  const order = weights.map((_, k) => k).sort((a, b) => weights[b]! - weights[a]!);
  return {
    weights: order.map((k) => weights[k]!),
    means: order.map((k) => means[k]!),
    covariances: order.map((k) => covariances[k]!),
  };
}

function drawComponent(weights: readonly number[], random: Random): number {
  let left = random.next();
  const drawn = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return Math.max(drawn, 0);
}
