import { gaussiansAboveUnitVariance } from './gaussians-above-unit-variance';
import { gaussiansBelowUnitVariance } from './gaussians-below-unit-variance';
import { gaussiansOfUnitVariance } from './gaussians-of-unit-variance';

/**
 * Divergences of N(0, a) and N(m, b): a, b, m, then KL, Rényi's of the orders ¼, ½, ¾ and 3, H², TV, W₁ and W₂². Their closed
 * forms by mpmath 1.3.0 with 80 digits, rounded to float64; TV as Φ between the roots of log p/q.
 */
export const gaussiansOverScales: readonly (readonly number[])[] = [
  ...gaussiansBelowUnitVariance,
  ...gaussiansOfUnitVariance,
  ...gaussiansAboveUnitVariance,
];
