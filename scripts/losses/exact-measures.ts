import { jensenShannonDivergence } from 'gan-core/divergences';

/** A divergence of two distributions on points of the line at distance 1. */
export type Exact = (p: readonly number[], q: readonly number[]) => number;

/** The triangular discrimination Σ (p − q)²/(p + q). */
export const triangular: Exact = (p, q) =>
  p.reduce((sum, value, i) => sum + (value - q[i]!) ** 2 / (value + q[i]!), 0);

/** W₁ on the line: the area between the cumulative distributions, of points at distance 1. */
export const wasserstein: Exact = (p, q) => {
  let [gap, area] = [0, 0];
  for (const [i, value] of p.entries()) {
    gap += value - q[i]!;
    area += Math.abs(gap);
  }
  return area;
};

/** JS between pairs (real, fake) and pairs (fake, real). */
export const ofPairs: Exact = (p, q) =>
  jensenShannonDivergence(
    p.flatMap((x) => q.map((y) => x * y)),
    q.flatMap((x) => p.map((y) => x * y)),
  );

/** 2 log 2 less the least relativistic average loss, by gradient descent in float64: it is convex in the logits. */
export const relativisticAverage: Exact = (p, q) => {
  const logits = p.map(() => 0);
  const weigh = (weights: readonly number[], values: readonly number[]) =>
    weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  for (let step = 0; step < 20_000; step++) {
    const [onReal, onFake] = [weigh(p, logits), weigh(q, logits)];
    const towardsReal = logits.map((c) => sigmoid(onFake - c)); // −slope of each real term
    const towardsFake = logits.map((c) => sigmoid(c - onReal));
    const [pull, push] = [weigh(p, towardsReal), weigh(q, towardsFake)];
    for (let i = 0; i < logits.length; i++) {
      logits[i]! += p[i]! * (towardsReal[i]! + push) - q[i]! * (towardsFake[i]! + pull);
    }
  }
  const [onReal, onFake] = [weigh(p, logits), weigh(q, logits)];
  const real = logits.map((c) => Math.log1p(Math.exp(onFake - c)));
  const fake = logits.map((c) => Math.log1p(Math.exp(c - onReal)));
  return 2 * Math.LN2 - weigh(p, real) - weigh(q, fake);
};
