import { checkNumber, interval } from '../../errors';

/**
 * The Jensen–Shannon divergence that a value V of the GAN's value function stands for: JS = (V + 2 log 2) / 2.
 *
 * Equal to JS(p, q) only if V is the maximum over all discriminators; for any other discriminator it is a lower bound, and
 * a loose one early in training. Range −∞ … log 2, in nats, and never clamped: a negative result says that the
 * discriminator does worse than always answering ½, which is worth seeing. V must be an expectation; the V of a finite
 * batch may lie above the bound, since the discriminator can have learnt the batch.
 *
 * Convention: V with weight 1 on both halves, as in {@link valueFunction}. Of a summed binary cross-entropy loss pass
 * −loss, of an averaged one −2·loss.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 6 (theorem 1), solved for JS.
 *
 * @param v - the value function's value in nats, from −∞ to 0
 * @returns (v + 2 log 2) / 2 in nats
 * @throws ArgumentError if v is NaN or positive, which no discriminator's value is
 *
 * @example
 * ```ts
 * import { jensenShannonFromValue } from 'gan-core/divergences';
 * console.log(jensenShannonFromValue(-2 * Math.log(2))); // → 0
 * // Of a discriminator that is certain and right, JS is log 2.
 * console.log(jensenShannonFromValue(0).toFixed(6)); // → 0.693147
 * ```
 */
export function jensenShannonFromValue(v: number): number {
  const hint = ", as logarithms of probabilities give. Of a discriminator's loss, pass -loss";
  checkNumber('v', v, interval('[-Infinity, 0]'), hint);
  return (v + 2 * Math.LN2) / 2;
}
