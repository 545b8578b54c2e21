import { gaussPanel } from './gauss-panel';
import { neumaierSum } from './neumaier-sum';

const DEEPEST = 40;
/** Most panels that are halved: an integrand whose rounding is above the tolerance would go on for ever. */
const MOST_HALVED = 100_000;

/** Number of panels that may still be halved, in one integral or in all parts of one. */
interface HalvingBudget {
  left: number;
}

/** Makes the budget of one integral: each halving costs 40 evaluations. */
export function halvingBudget(): HalvingBudget {
  return { left: MOST_HALVED };
}
/** A panel is done when halving it changes its integral by less than this, absolutely and relatively. */
const ABSOLUTE = 1e-14;
const RELATIVE = 1e-13;

/**
 * ∫ f(x) dx by adaptive Gauss–Legendre quadrature: 20 points a panel, and panels halved until halving changes nothing any
 * more. For integrands that are smooth but for kinks, jumps or roots at a few points. One of these that lies within 0.2% of a
 * panel's end may escape notice unless it is among the breaks. Of an integrand that never gets smooth, 100,000 panels are
 * halved at most: of n first panels the integrand is evaluated at most 60n + 4 million times.
 *
 * @param f - the integrand
 * @param breaks - two or more ends of the first panels, in any order: where f is known to change its character
 * @param budget - what parts of one integral share
 * @returns the integral from the least to the greatest of the breaks
 */
export function integrate(
  f: (x: number) => number,
  breaks: readonly number[],
  budget = halvingBudget(),
): number {
  const ends = [...breaks].sort((a, b) => a - b);
  const refined = (from: number, to: number, whole: number, depth: number): number => {
    const middle = from + (to - from) / 2;
    if (!(middle > from && middle < to)) return whole;
    const left = gaussPanel(f, from, middle);
    const right = gaussPanel(f, middle, to);
    const change = Math.abs(left + right - whole);
    const done = !(change > Math.max(ABSOLUTE, RELATIVE * Math.abs(whole)));
    if (done || depth === DEEPEST || budget.left === 0) return left + right;
    budget.left--;
    return refined(from, middle, left, depth + 1) + refined(middle, to, right, depth + 1);
  };
  return neumaierSum(ends.length - 1, (index) => {
    const from = ends[index]!;
    const to = ends[index + 1]!;
    return refined(from, to, gaussPanel(f, from, to), 0);
  });
}
