import type { Pauses } from '../../scheduling';
import { fitLogistic, logisticLogits } from '../logistic-regression/logistic-fit';
import {
  type PolynomialKind,
  polynomialFeatureCount,
  polynomialFeatures,
} from '../logistic-regression/polynomial-features';
import type { SampleMatrix } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { jensenShannonBound } from './jensen-shannon-from-logits';

/** A log-ratio at samples. */
export type LogRatioOf = (samples: SampleMatrix, pauses: Pauses) => Promise<Float64Array>;

/** Most features with which a Newton step doesn't take too long. */
const MOST_FEATURES = 160;
/** Ridges to choose from, beside one sample's worth of a standard normal prior on each coefficient. */
const RIDGES = [0.01, 0.1];

/**
 * Fits log p/q by logistic regression on the coordinates and their products, which holds the log-ratio of any two Gaussians:
 * all products up to 16 dimensions, squares up to 80, none up to 160; beyond, no fit at all, and the ratio is 1. That, the
 * coordinates alone, the ratio 1, and which ridge: what reads highest on validation samples is taken, since few samples
 * can't carry many products.
 *
 * @param train - standardized samples of both sides
 * @param validation - others, standardized alike
 * @param pauses - for so long a computation
 * @returns the fitted log-ratio at samples
 */
export async function fitGaussianLogRatio(
  train: Sides<SampleMatrix>,
  validation: Sides<SampleMatrix>,
  pauses: Pauses,
): Promise<LogRatioOf> {
  let best: { value: number; logRatio: LogRatioOf } = {
    value: 0,
    logRatio: async ({ count }) => new Float64Array(count),
  };
  for (const kind of kindsFor(train.p.dimension)) {
    const [p, q] = [
      await polynomialFeatures(kind, train.p, pauses),
      await polynomialFeatures(kind, train.q, pauses),
    ];
    for (const ridge of [1 / (p.count + q.count), ...RIDGES]) {
      const fit = await fitLogistic(p, q, { ridge, pauses });
      const logRatio: LogRatioOf = async (samples, then) =>
        logisticLogits(fit, await polynomialFeatures(kind, samples, then), then);
      const { value } = await jensenShannonBound(
        await logRatio(validation.p, pauses),
        await logRatio(validation.q, pauses),
        pauses,
      );
      if (value > best.value) best = { value, logRatio };
    }
  }
  return best.logRatio;
}

/** The richest kind that isn't too many features, and the coordinates alone. */
function kindsFor(dimension: number): PolynomialKind[] {
  const kinds: readonly PolynomialKind[] = ['quadratic', 'squares', 'linear'];
  const fitting = kinds.filter((kind) => polynomialFeatureCount(kind, dimension) <= MOST_FEATURES);
  const [richest] = fitting;
  return richest === undefined || richest === 'linear' ? fitting : [richest, 'linear'];
}
