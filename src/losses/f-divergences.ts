import '#tfjs-gradients';
import {
  add,
  clone,
  div,
  exp,
  expm1,
  log,
  mul,
  neg,
  softplus,
  sqrt,
  square,
  sub,
  tanh,
  tidy,
} from '@tensorflow/tfjs-core';
import { checkedFDivergence } from './checked-f-divergence';
import { type FDivergence, timesItsLog } from './f-divergence';
import { logLambertW } from './log-lambert-w';

const anyNumber = { min: -Infinity, max: Infinity, closed: false };

/**
 * KL(p‖q): f(u) = u log u, f*(t) = e^(t−1), g(v) = v, so that f*(g(v)) = e^(v−1).
 *
 * In float32 that overflows for v > 89.7, as the exact value does. Reads as `klDivergence(p, q)`.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const klFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Kullback–Leibler',
  f: timesItsLog,
  derivative: (u) => Math.log(u) + 1,
  conjugate: (t) => tidy(() => exp(sub(t, 1))),
  outputActivation: (v) => clone(v),
  conjugateOfOutput: (v) => tidy(() => exp(sub(v, 1))),
  conjugateDomain: anyNumber,
  threshold: 1,
});

/**
 * KL(q‖p), the reverse divergence: f(u) = −log u, f*(t) = −1 − log(−t) for t < 0, g(v) = −e^(−v), so that
 * f*(g(v)) = v − 1.
 *
 * In float32 g overflows for v < −88.7, as its exact value does. Reads as `reverseKlDivergence(p, q)`.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6, with v for −v there: here too a large v means real.
 */
export const reverseKlFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'reverse Kullback–Leibler',
  f: (u) => -Math.log(u),
  derivative: (u) => -1 / u,
  conjugate: (t) => tidy(() => sub(-1, log(neg(t)))),
  outputActivation: (v) => tidy(() => neg(exp(neg(v)))),
  conjugateOfOutput: (v) => sub(v, 1),
  conjugateDomain: { min: -Infinity, max: 0, closed: false },
  threshold: -1,
});

/**
 * Pearson's χ²: f(u) = (u − 1)², f*(t) = t²/4 + t, g(v) = v. Reads as `pearsonChiSquared(p, q)`.
 *
 * This f* is the conjugate over all real u, as Nowozin et al. have it. Over u ≥ 0 it would be −1 for t < −2; there the
 * saturating generator's slope −(1 + v/2) has the wrong sign, and pushes samples that D is sure of further away: with
 * this divergence choose the form `'alternative'`, or {@link alphaFDivergence}(2), half of this χ², whose conjugate is
 * the one over u ≥ 0.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const pearsonFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Pearson χ²',
  unit: '',
  f: (u) => (u - 1) ** 2,
  derivative: (u) => 2 * (u - 1),
  conjugate: (t) => tidy(() => add(mul(square(t), 0.25), t)),
  outputActivation: (v) => clone(v),
  conjugateDomain: anyNumber,
  threshold: 0,
});

/**
 * Neyman's χ²: f(u) = (1 − u)²/u, f*(t) = 2 − 2√(1 − t) for t ≤ 1, g(v) = 1 − e^(−v), so that
 * f*(g(v)) = 2 − 2e^(−v/2).
 *
 * In float32 g overflows for v < −88.7, as its exact value does. Reads as `neymanChiSquared(p, q)`.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const neymanFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Neyman χ²',
  unit: '',
  f: (u) => (1 - u) ** 2 / u,
  derivative: (u) => 1 - 1 / u ** 2,
  conjugate: (t) => tidy(() => sub(2, mul(sqrt(sub(1, t)), 2))),
  outputActivation: (v) => tidy(() => neg(expm1(neg(v)))),
  conjugateOfOutput: (v) => tidy(() => mul(expm1(mul(v, -0.5)), -2)),
  conjugateDomain: { min: -Infinity, max: 1, closed: true },
  threshold: 0,
});

/**
 * The squared Hellinger distance: f(u) = (√u − 1)², f*(t) = t/(1 − t) for t < 1, g(v) = 1 − e^(−v), so that
 * f*(g(v)) = e^v − 1.
 *
 * In float32 that overflows for v > 88.7, and g for v < −88.7, as the exact values do. f-GAN's D_f is Σ (√p − √q)²,
 * without the ½; half of it is what D's loss reads as: `squaredHellingerDistance(p, q)`, from 0 to 1.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const squaredHellingerFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'squared Hellinger',
  unit: '',
  f: (u) => (Math.sqrt(u) - 1) ** 2,
  derivative: (u) => 1 - 1 / Math.sqrt(u),
  conjugate: (t) => tidy(() => div(t, sub(1, t))),
  outputActivation: (v) => tidy(() => neg(expm1(neg(v)))),
  conjugateOfOutput: (v) => expm1(v),
  conjugateDomain: { min: -Infinity, max: 1, closed: false },
  threshold: 0,
  fromBound: (bound) => bound / 2,
});

/**
 * Jeffreys' divergence KL(p‖q) + KL(q‖p): f(u) = (u − 1) log u, f*(t) = W(e^(1−t)) + 1/W(e^(1−t)) + t − 2, g(v) = v, with
 * Lambert's W.
 *
 * With λ = log W(e^(1−t)), f*(t) = (e^(−λ) − 1) − λ: W isn't formed, and nothing cancels. In float32 f* overflows for
 * t > 89.7, as the exact value does. Reads as `jeffreysDivergence(p, q)`.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const jeffreysFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Jeffreys',
  f: (u) => (u - 1) * Math.log(u),
  derivative: (u) => Math.log(u) + 1 - 1 / u,
  conjugate: (t) =>
    tidy(() => {
      const logW = logLambertW(sub(1, t));
      return sub(expm1(neg(logW)), logW);
    }),
  outputActivation: (v) => clone(v),
  conjugateDomain: anyNumber,
  threshold: 0,
});

/**
 * The Jensen–Shannon divergence: f(u) = u log u − (u + 1) log((u + 1)/2), f*(t) = −log(2 − e^t) for t < log 2,
 * g(v) = log 2 − log(1 + e^(−v)), so that f*(g(v)) = log(1 + e^v) − log 2. Finite for logits of any size.
 *
 * f-GAN's D_f is 2·JS; half of it is what D's loss reads as: `jensenShannonDivergence(p, q)`, from 0 to log 2.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const jensenShannonFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Jensen–Shannon',
  f: (u) => timesItsLog(u) - (u + 1) * Math.log((u + 1) / 2),
  derivative: (u) => Math.LN2 + Math.log(u / (u + 1)),
  // 2 − e^t = −2·(e^(t − log 2) − 1), which doesn't cancel near the end of the domain.
  conjugate: (t) => tidy(() => sub(-Math.LN2, log(neg(expm1(sub(t, Math.LN2)))))),
  outputActivation: (v) => tidy(() => sub(Math.LN2, softplus(neg(v)))),
  conjugateOfOutput: (v) => tidy(() => sub(softplus(v), Math.LN2)),
  conjugateDomain: { min: -Infinity, max: Math.LN2, closed: false },
  threshold: 0,
  fromBound: (bound) => bound / 2,
});

/**
 * The original GAN's: f(u) = u log u − (u + 1) log(u + 1), f*(t) = −log(1 − e^t) for t < 0, g(v) = −log(1 + e^(−v)) = log σ(v),
 * so that f*(g(v)) = log(1 + e^v). Its losses are those of `minimaxLoss`. Finite for logits of any size.
 *
 * f(1) is −2 log 2, not 0: f-GAN's D_f is 2·JS − 2 log 2. What D's loss reads as is JS itself, (D_f + 2 log 2)/2:
 * `jensenShannonDivergence(p, q)`.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6; Goodfellow et al. 2014, theorem 1.
 */
export const ganFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'Jensen–Shannon',
  f: (u) => timesItsLog(u) - (u + 1) * Math.log(u + 1),
  derivative: (u) => Math.log(u / (u + 1)),
  conjugate: (t) => tidy(() => neg(log(neg(expm1(t))))),
  outputActivation: (v) => tidy(() => neg(softplus(neg(v)))),
  conjugateOfOutput: (v) => softplus(v),
  conjugateDomain: { min: -Infinity, max: 0, closed: false },
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: bundlers take -Math.LN2 for an effect, and keep all of this for it
  threshold: -0.6931471805599453,
  fromBound: (bound) => bound / 2 + Math.LN2,
});

/**
 * The total variation distance: f(u) = ½|u − 1|, f*(t) = t for |t| ≤ ½, g(v) = ½ tanh v. Finite for logits of any size.
 *
 * f′(1), anything from −½ to ½, is taken as 0. The best D is ±½, which g reaches at infinity only, with a slope that
 * vanishes there. Reads as `totalVariationDistance(p, q)`, from 0 to 1.
 *
 * Source: Nowozin et al. 2016, tables 2 and 6.
 */
export const totalVariationFDivergence: FDivergence = /* @__PURE__ */ checkedFDivergence({
  name: 'total variation',
  unit: '',
  f: (u) => Math.abs(u - 1) / 2,
  derivative: (u) => Math.sign(u - 1) / 2,
  conjugate: (t) => clone(t),
  outputActivation: (v) => tidy(() => mul(tanh(v), 0.5)),
  conjugateDomain: { min: -0.5, max: 0.5, closed: true },
  threshold: 0,
});
