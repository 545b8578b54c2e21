import type { Pauses } from '../../scheduling';
import { meanOfValues } from '../statistics/mean-and-variance';

/** Quality of a mean of e^T over samples of q. */
export interface ExponentialWeights {
  /** The squared relative standard error of mean(e^T). */
  readonly relativeSquaredError: number;
  /** (Σ w)²/Σ w² with w = e^T: how many samples carry the mean in effect. */
  readonly effectiveCount: number;
}

/** Looks at the weights e^T of samples of q, relative to the largest. */
export async function exponentialWeights(onQ: Float64Array, pauses: Pauses): Promise<ExponentialWeights> {
  const largest = onQ.reduce((a, b) => Math.max(a, b), -Infinity);
  if (pauses.due()) await pauses.take();
  const weights = onQ.map((value) => Math.exp(value - largest));
  if (pauses.due()) await pauses.take();
  const { mean, squaredError } = meanOfValues(weights);
  if (pauses.due()) await pauses.take();
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return {
    relativeSquaredError: squaredError / mean ** 2,
    effectiveCount: (mean * onQ.length) ** 2 / squares,
  };
}

/** Effective samples below which a mean's standard error says little. */
const ENOUGH = 50;

/**
 * Warnings about a KL bound whose second half is a mean of e^T over samples of q.
 *
 * @param weights - of the samples of q
 * @param value - the bound
 * @param count - how many samples of q there are
 * @returns plain sentences
 */
export function weightWarnings(weights: ExponentialWeights, value: number, count: number): string[] {
  const warnings: string[] = [];
  if (weights.effectiveCount < ENOUGH) {
    warnings.push(
      `The mean of e^T rests on ${weights.effectiveCount.toFixed(1)} of ${count} samples of q in effect: the estimate may be far off, above or below, and its standard error too small.`,
    );
  }
  // For the best T the relative variance of e^T is χ² ≥ e^KL − 1, and e^(2 KL) − 1 between Gaussians of one covariance.
  if (value > Math.log(count) / 2) {
    warnings.push(
      `The value exceeds half of log ${count}: no sample of q of this size can show a divergence much above ${Math.log(count).toFixed(1)} nats (McAllester & Stratos 2020).`,
    );
  }
  return warnings;
}
