import { estimateJensenShannonByDiscriminator, type Samples } from 'gan-core/estimators';
import type { ClaimOptions } from './claim';

/** V of the best discriminator, by the Jensen–Shannon divergence: −2 log 2 + 2·JSD. */
export function bestValue(jensenShannon: number): number {
  return -2 * Math.LN2 + 2 * jensenShannon;
}

/** V that a discriminator reaches when trained on samples, measured on others, with its 95 % interval. */
export interface GreatestValue {
  readonly value: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
}

/** Trains a discriminator to tell two sets of samples apart, and gives its V. */
export async function greatestValue(
  real: Samples,
  generated: Samples,
  options: ClaimOptions,
): Promise<GreatestValue> {
  const estimate = await estimateJensenShannonByDiscriminator(real, generated, options);
  estimate.details.dispose();
  const [low, high] = estimate.interval;
  return {
    value: bestValue(estimate.value),
    standardError: 2 * estimate.standardError,
    interval: [bestValue(low), bestValue(high)],
  };
}
