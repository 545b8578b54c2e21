import { type GaussianMixture, gaussianMixtureJensenShannon, gaussianMixtureKl } from 'gan-core/divergences';
import type { FGanDivergenceName, Fit } from './f-gan-target';

/** The divergence of a mixture p from a Gaussian q in f-GAN's convention, exactly: its Jensen–Shannon is twice the usual. */
export function exactDivergence(
  name: FGanDivergenceName,
  p: GaussianMixture,
  { mean, deviation }: Fit,
): number {
  const q = { weights: [1], components: [{ mean, covariance: deviation ** 2 }] };
  switch (name) {
    case 'KL':
      return gaussianMixtureKl(p, q);
    case 'KL-rev':
      return gaussianMixtureKl(q, p);
    case 'JS':
      return 2 * gaussianMixtureJensenShannon(p, q);
    case 'Jeffrey':
      return gaussianMixtureKl(p, q) + gaussianMixtureKl(q, p);
    case 'Pearson':
      return pearson(p, { mean, deviation });
  }
}

/** ∫ p²/q dx − 1: of each two components the integrand is a Gaussian, unless q is too narrow; then it is infinite. */
function pearson({ weights, components }: GaussianMixture, { mean: m, deviation }: Fit): number {
  const v = deviation ** 2;
  const each = components.map(({ mean, covariance }, index) => ({
    weight: weights[index]!,
    m: mean as number,
    v: covariance as number,
  }));
  const terms = each.flatMap((a) =>
    each.map((b) => {
      const square = 1 / a.v + 1 / b.v - 1 / v;
      if (square <= 0) return Number.POSITIVE_INFINITY;
      const linear = a.m / a.v + b.m / b.v - m / v;
      const constant = a.m ** 2 / a.v + b.m ** 2 / b.v - m ** 2 / v;
      const height = Math.sqrt(v / (a.v * b.v * square)) * Math.exp((linear ** 2 / square - constant) / 2);
      return a.weight * b.weight * height;
    }),
  );
  return terms.reduce((total, term) => total + term, -1);
}

/** The Gaussian with the least divergence: a walk along both axes by steps that are halved where none leads down. */
export function bestFit(name: FGanDivergenceName, p: GaussianMixture): Fit & { readonly divergence: number } {
  let best: Fit = { mean: 1, deviation: 2 };
  let least = exactDivergence(name, p, best);
  for (let step = 0.25; step > 1e-6; ) {
    const { mean, deviation } = best;
    const next = [
      { mean: mean + step, deviation },
      { mean: mean - step, deviation },
      { mean, deviation: deviation + step },
      { mean, deviation: deviation - step },
    ]
      .map((fit) => ({
        fit,
        value: fit.deviation > 0 ? exactDivergence(name, p, fit) : Number.POSITIVE_INFINITY,
      }))
      .reduce((a, b) => (b.value < a.value ? b : a));
    if (next.value < least) [best, least] = [next.fit, next.value];
    else step /= 2;
  }
  return { ...best, divergence: least };
}
