import { ArgumentError, describeNumber } from '../../errors';
import { requireNumberList, requireSameLength } from '../discrete/distribution-pair';

/**
 * The discriminator that maximizes the GAN's value function for a fixed generator, D*(x) = p(x) / (p(x) + q(x)): the
 * probability that x is real, where real and generated samples are equally many. Its logit is log p − log q.
 *
 * p and q are densities (or probabilities) at a point, p the data's and q the generator's; they needn't sum to 1. Range
 * 0 … 1: 1 where only p has mass, 0 where only q has. Where neither has any, every value is optimal: this gives ½, which
 * favours neither side and adds nothing to {@link valueFunction}.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", eq. 2 (proposition 1).
 *
 * @param p - the data's density at a point
 * @param q - the generator's density there
 * @returns D* at the point, in [0, 1]
 * @throws ArgumentError if a density is negative, infinite or NaN
 *
 * @example
 * ```ts
 * import { optimalDiscriminator } from 'gan-core/divergences';
 * // Where real samples are three times as dense as generated ones; and where both are, and only one is.
 * console.log(optimalDiscriminator(0.75, 0.25)); // → 0.75
 * console.log(optimalDiscriminator([0.5, 0.5, 0], [0.5, 0, 0.5])); // → [ 0.5, 1, 0 ]
 * ```
 */
export function optimalDiscriminator(p: number, q: number): number;
/**
 * The same for many points at once.
 *
 * @param p - the data's density at every point
 * @param q - the generator's density at the same points
 * @returns D* at every point, in [0, 1]
 * @throws ArgumentError if a density is negative, infinite or NaN, or the arrays are empty or differ in length
 */
export function optimalDiscriminator(p: ArrayLike<number>, q: ArrayLike<number>): number[];
export function optimalDiscriminator(
  p: number | ArrayLike<number>,
  q: number | ArrayLike<number>,
): number | number[] {
  if (typeof p === 'number' && typeof q === 'number') {
    requireDensity('p', p);
    requireDensity('q', q);
    return share(p, q);
  }
  if (typeof p === 'number' || typeof q === 'number') {
    const [single, argument] = typeof p === 'number' ? ['p', 'q'] : ['q', 'p'];
    throw new ArgumentError(
      argument,
      `got an array where ${single} is a single number; expected both of one kind. Pass two numbers or two arrays.`,
    );
  }
  requireNumberList('p', p);
  requireNumberList('q', q);
  requireSameLength(p, 'q', q);
  for (let index = 0; index < p.length; index++) {
    requireDensity('p', p[index], `entry ${index} is`);
    requireDensity('q', q[index], `entry ${index} is`);
  }
  return Array.from({ length: p.length }, (_, index) => share(p[index]!, q[index]!));
}

function share(p: number, q: number): number {
  if (p === 0 && q === 0) return 0.5;
  // Halved, so that the sum of two huge densities doesn't overflow; only there, since halving rounds the tiniest.
  return p + q < Infinity ? p / (p + q) : p / 2 / (p / 2 + q / 2);
}

function requireDensity(argument: string, value: unknown, came = 'got'): void {
  if (typeof value === 'number' && value >= 0 && value < Infinity) return;
  throw new ArgumentError(
    argument,
    `${came} ${describeNumber(value)}; expected a density, finite and not negative. Of log-densities, pass Math.exp of each less the greater of the two.`,
  );
}
