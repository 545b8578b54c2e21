import { jensenShannonDivergence } from 'gan-core/divergences';
import type { AnswerCounts } from './answers';
import { binomialInterval } from './binomial-interval';

/** What answers say about the Jensen–Shannon divergence. */
export interface AnswersEstimate {
  /** r: of real pictures, the share that was called real. */
  readonly realRate: number;
  /** f: of generated pictures, the share that was called real. */
  readonly generatedRate: number;
  /** JS(Bernoulli(r), Bernoulli(f)), in nats. */
  readonly value: number;
  readonly interval: readonly [lower: number, upper: number];
  /** V of the best discriminator that hears only the answers: −2 log 2 + 2 JS. */
  readonly bestValue: number;
}

/**
 * Estimates the Jensen–Shannon divergence by answers to "real or generated?". Whoever answers is a channel with two outputs; what comes
 * out of a channel is no farther apart than what goes in (data processing). So JS(Bernoulli(r), Bernoulli(f)) ≤ JS(P_data, P_G), with
 * r = P("real" | real) and f = P("real" | generated): a lower bound, and with the rates of the answers an estimate of it, which lies too
 * high on average for few answers.
 *
 * The interval: exact intervals of r and of f, each at √confidence, hold both at the confidence. On their rectangle JS, which is convex
 * in each rate and 0 where they are equal, is least where the rates are nearest and greatest at the corner where they are farthest. It
 * covers the channel's JS at least as often as it says; its lower end lies below JS(P_data, P_G) at least as often.
 *
 * @param counts - of the answers, at least one of each side
 * @param confidence - in (0, 1). Default 0.95
 */
export function jensenShannonFromAnswers(counts: AnswerCounts, confidence = 0.95): AnswersEstimate {
  const realRate = counts.realCalledReal / counts.real;
  const generatedRate = counts.generatedCalledReal / counts.generated;
  const value = between(realRate, generatedRate);
  const each = Math.sqrt(confidence);
  const [realLow, realHigh] = binomialInterval(counts.realCalledReal, counts.real, each);
  const [fakeLow, fakeHigh] = binomialInterval(counts.generatedCalledReal, counts.generated, each);
  const overlap = Math.max(realLow, fakeLow) <= Math.min(realHigh, fakeHigh);
  const nearest = realLow > fakeHigh ? between(realLow, fakeHigh) : between(realHigh, fakeLow);
  return {
    realRate,
    generatedRate,
    value,
    interval: [overlap ? 0 : nearest, Math.max(between(realLow, fakeHigh), between(realHigh, fakeLow))],
    bestValue: -2 * Math.LN2 + 2 * value,
  };
}

function between(r: number, f: number): number {
  return jensenShannonDivergence([r, 1 - r], [f, 1 - f]);
}
