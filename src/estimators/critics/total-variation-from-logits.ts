import type { Estimate } from '../estimate';
import { normalInterval } from '../statistics/normal-interval';

/**
 * The total variation distance's lower bound 2·accuracy − 1 of a classifier that calls a sample p's where its logit exceeds
 * 0, the accuracy being the mean over both sides. For any classifier TV(p, q) ≥ 2·accuracy − 1 in expectation, equal for
 * log p/q. The standard error is the binomial one with one success and one failure added to each side (Agresti & Coull
 * 1998), so that it isn't 0 where every sample is classified right.
 *
 * @param real - logits on samples of p that the classifier was not trained on
 * @param fake - the same on q
 * @param confidence - of the interval
 * @returns the bound, −1 … 1, a pure number
 */
export function totalVariationFromLogits(
  real: Float64Array,
  fake: Float64Array,
  confidence: number,
): Estimate {
  const right = [
    real.filter((logit) => logit > 0).length,
    fake.filter((logit) => logit <= 0).length,
  ] as const;
  const value = right[0] / real.length + right[1] / fake.length - 1;
  const standardError = Math.sqrt(
    binomialVariance(right[0], real.length) + binomialVariance(right[1], fake.length),
  );
  return {
    value,
    standardError,
    interval: normalInterval(value, standardError, confidence),
    unit: '',
    bound: 'lower',
    estimator: 'total variation from accuracy',
    sampleSizes: { p: real.length, q: fake.length },
    converged: true,
    warnings: [],
  };
}

function binomialVariance(successes: number, count: number): number {
  const rate = (successes + 1) / (count + 2);
  return (rate * (1 - rate)) / (count + 2);
}
