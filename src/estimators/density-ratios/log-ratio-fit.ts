import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { jensenShannonBound } from '../critics/jensen-shannon-from-logits';
import { fitLogistic, type LogisticFit, logisticLogits } from '../logistic-regression/logistic-fit';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import type { HeldOutSplit } from '../samples/split';
import { standardize, standardizeSides } from '../samples/standardization';
import { type FeatureMap, featureMaps, type KernelSettings } from './feature-maps';

/** A log-ratio that was fitted and chosen. */
export interface LogRatioFit {
  /** log p/q at samples, as they came. */
  logRatio(samples: SampleMatrix, pauses: Pauses): Promise<Float64Array>;
  readonly ridge: number;
  /** Bandwidth of the kernels, where the features are kernels. */
  readonly bandwidth: number | undefined;
  /** Whether Newton's method converged. */
  readonly converged: boolean;
}

/** The features, and the settings to choose from. */
export interface LogRatioCandidates extends KernelSettings {
  readonly features: 'linear' | 'quadratic' | 'kernel';
  readonly ridges: readonly number[];
}

interface Candidate extends FeatureMap {
  readonly fit: LogisticFit;
  readonly ridge: number;
}

/**
 * Fits log p/q by logistic regression to the training samples, standardized, for each bandwidth and ridge, and takes the fit
 * with the best loss on the validation samples.
 *
 * @param parts - of the samples of p and q
 * @param candidates - the features and what to choose from
 * @param random - what draws the kernels' centers
 * @param pauses - taken now and then
 */
export async function fitLogRatio(
  { p, q }: Sides<HeldOutSplit>,
  { features, ridges, ...kernels }: LogRatioCandidates,
  random: Random,
  pauses: Pauses,
): Promise<LogRatioFit> {
  const { standardization, ...train } = await standardizeSides(p.train, q.train, pauses);
  const maps = await featureMaps(features, train, kernels, random, pauses);
  const logRatioOf = async ({ fit, features: map }: Candidate, others: SampleMatrix, then: Pauses) =>
    logisticLogits(fit, await map(await standardize(standardization, others, then), then), then);

  let best: (Candidate & { score: number }) | undefined;
  for (const featureMap of maps) {
    const onP = await featureMap.features(train.p, pauses);
    const onQ = await featureMap.features(train.q, pauses);
    for (const ridge of ridges) {
      const candidate = { ...featureMap, ridge, fit: await fitLogistic(onP, onQ, { ridge, pauses }) };
      const { value: score } = await jensenShannonBound(
        await logRatioOf(candidate, p.validation, pauses),
        await logRatioOf(candidate, q.validation, pauses),
        pauses,
      );
      if (!best || score > best.score) best = { ...candidate, score };
    }
  }
  const { ridge, bandwidth, fit } = best!;
  const logRatio = (others: SampleMatrix, then: Pauses) => logRatioOf(best!, others, then);
  return { logRatio, ridge, bandwidth, converged: fit.converged };
}
