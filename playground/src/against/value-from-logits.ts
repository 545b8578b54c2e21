import { jensenShannonFromValue } from 'gan-core/divergences';

/** V of a discriminator on some pictures, and the divergence that it stands for. */
export interface ValueEstimate {
  /** V = E log D(x) + E log(1 − D(G(z))), in nats. */
  readonly value: number;
  /** (V + 2 log 2)/2: on average at most JS(P_data, P_G), for pictures that D wasn't trained on. */
  readonly divergence: number;
  /** Of the divergence: that of two independent means. */
  readonly standardError: number;
}

/**
 * V by a discriminator's logits, and the lower bound of the Jensen–Shannon divergence.
 *
 * @param real - logits of real pictures, at least 2
 * @param generated - logits of generated pictures, at least 2
 */
export function valueFromLogits(real: ArrayLike<number>, generated: ArrayLike<number>): ValueEstimate {
  const ofReal = meanOf(Array.from(real, (logit) => logSigmoid(logit)));
  const ofGenerated = meanOf(Array.from(generated, (logit) => logSigmoid(-logit)));
  const value = ofReal.mean + ofGenerated.mean;
  return {
    value,
    divergence: jensenShannonFromValue(value),
    standardError: Math.hypot(ofReal.error, ofGenerated.error) / 2,
  };
}

/** log σ(x), finite for any finite x. */
function logSigmoid(x: number): number {
  return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
}

function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
