import {
  alphaDivergence,
  jeffreysDivergence,
  jensenShannonDivergence,
  klDivergence,
  neymanChiSquared,
  pearsonChiSquared,
  reverseKlDivergence,
  squaredHellingerDistance,
  totalVariationDistance,
} from 'gan-core/divergences';
import {
  alphaFDivergence,
  type FDivergence,
  ganFDivergence,
  jeffreysFDivergence,
  jensenShannonFDivergence,
  klFDivergence,
  neymanFDivergence,
  pearsonFDivergence,
  reverseKlFDivergence,
  squaredHellingerFDivergence,
  totalVariationFDivergence,
} from 'gan-core/losses';

/** W(e^s) in float64, by bisection on w + log w = s. */
export function lambertWOfExp(s: number): number {
  let [low, high] = [0, Math.max(1, s + 1)];
  for (let step = 0; step < 2000 && high - low > 1e-16 * high; step++) {
    const middle = (low + high) / 2;
    if (middle + Math.log(middle) < s) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What a divergence is held to, all in float64. */
interface Row {
  readonly divergence: FDivergence;
  /** g and f*, as the paper's tables write them, and f*(g(v)) by its definition where that needs a longer exponent. */
  readonly g: (v: number) => number;
  readonly conjugate: (t: number) => number;
  /** The logit with g(v) = t. */
  readonly inverse: (t: number) => number;
  /** The divergence that is read. */
  readonly exact: (p: readonly number[], q: readonly number[]) => number;
  /** D_f less the reading's multiple: f-GAN's own convention. */
  readonly bound: (exact: number) => number;
  /** How far logits may go before the exact value leaves float32. */
  readonly reach: number;
}

const same = (exact: number) => exact;
const identity = (v: number) => v;
const oneMinusExp = (v: number) => 1 - Math.exp(-v);
const alphaRow = (alpha: number, reach: number): Row => ({
  divergence: alphaFDivergence(alpha),
  g: alpha > 1 ? identity : (v) => 1 / (1 - alpha) - Math.log1p(Math.exp(-v)),
  conjugate: (t) => (Math.max(0, 1 + (alpha - 1) * t) ** (alpha / (alpha - 1)) - 1) / alpha,
  inverse: (t) => {
    const y = 1 / (1 - alpha) - t;
    return alpha > 1 ? t : -y - Math.log(-Math.expm1(-y));
  },
  exact: (p, q) => alphaDivergence(p, q, alpha),
  bound: same,
  reach,
});

export const rows: Record<string, Row> = {
  KL: {
    divergence: klFDivergence,
    g: identity,
    conjugate: (t) => Math.exp(t - 1),
    inverse: identity,
    exact: klDivergence,
    bound: same,
    reach: 50,
  },
  'reverse KL': {
    divergence: reverseKlFDivergence,
    g: (v) => -Math.exp(-v),
    conjugate: (t) => -1 - Math.log(-t),
    inverse: (t) => -Math.log(-t),
    exact: reverseKlDivergence,
    bound: same,
    reach: 50,
  },
  'Pearson χ²': {
    divergence: pearsonFDivergence,
    g: identity,
    conjugate: (t) => t ** 2 / 4 + t,
    inverse: identity,
    exact: pearsonChiSquared,
    bound: same,
    reach: 1e4,
  },
  'Neyman χ²': {
    divergence: neymanFDivergence,
    g: oneMinusExp,
    conjugate: (t) => 2 - 2 * Math.sqrt(1 - t),
    inverse: (t) => -Math.log(1 - t),
    exact: neymanChiSquared,
    bound: same,
    reach: 50,
  },
  'squared Hellinger': {
    divergence: squaredHellingerFDivergence,
    g: oneMinusExp,
    conjugate: (t) => t / (1 - t),
    inverse: (t) => -Math.log(1 - t),
    exact: squaredHellingerDistance,
    bound: (exact) => 2 * exact,
    reach: 50,
  },
  'Jensen–Shannon': {
    divergence: jensenShannonFDivergence,
    g: (v) => Math.LN2 - Math.log(1 + Math.exp(-v)),
    conjugate: (t) => -Math.log(2 - Math.exp(t)),
    inverse: (t) => -Math.log(2 * Math.exp(-t) - 1),
    exact: jensenShannonDivergence,
    bound: (exact) => 2 * exact,
    reach: 1e4,
  },
  GAN: {
    divergence: ganFDivergence,
    g: (v) => -Math.log(1 + Math.exp(-v)),
    conjugate: (t) => -Math.log(1 - Math.exp(t)),
    inverse: (t) => -Math.log(Math.expm1(-t)),
    exact: jensenShannonDivergence,
    bound: (exact) => 2 * exact - 2 * Math.LN2,
    reach: 1e4,
  },
  Jeffreys: {
    divergence: jeffreysFDivergence,
    g: identity,
    conjugate: (t) => lambertWOfExp(1 - t) + 1 / lambertWOfExp(1 - t) + t - 2,
    inverse: identity,
    exact: jeffreysDivergence,
    bound: same,
    reach: 50,
  },
  'total variation': {
    divergence: totalVariationFDivergence,
    g: (v) => Math.tanh(v) / 2,
    conjugate: identity,
    inverse: (t) => (t === 0 ? 0 : Math.sign(t) * 20),
    exact: totalVariationDistance,
    bound: same,
    reach: 1e4,
  },
  'α = 2': alphaRow(2, 1e4),
  'α = 3': alphaRow(3, 1e4),
  'α = 1.5': alphaRow(1.5, 1e4),
  'α = 0.63': alphaRow(0.63, 50),
  'α = 0.5': alphaRow(0.5, 50),
  'α = 0.2': alphaRow(0.2, 50),
  'α = -1': alphaRow(-1, 50),
};

/** f*(g(v)) at logits where the tables' formulas would cancel or overflow in float64. */
export const farComposition: Record<string, (v: number) => number> = {
  'Neyman χ²': (v) => 2 - 2 * Math.exp(-v / 2),
  'squared Hellinger': (v) => Math.expm1(v),
  'Jensen–Shannon': (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))) - Math.LN2,
  GAN: (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))),
  // u − 1 + log u at u = 1/W
  Jeffreys: (v) => {
    const w = lambertWOfExp(1 - v);
    return 1 / w - 1 - Math.log(w);
  },
  'reverse KL': (v) => v - 1,
};
for (const alpha of [0.63, 0.5, 0.2, -1]) {
  farComposition[`α = ${alpha}`] = (v) => {
    const softplus = v > 30 ? Math.exp(-v) : Math.log1p(Math.exp(-v));
    return (((1 - alpha) * softplus) ** (alpha / (alpha - 1)) - 1) / alpha;
  };
}
export const farActivation: Record<string, (v: number) => number> = {
  'Jensen–Shannon': (v) => Math.LN2 + Math.min(v, 0) - Math.log1p(Math.exp(-Math.abs(v))),
  GAN: (v) => Math.min(v, 0) - Math.log1p(Math.exp(-Math.abs(v))),
};
