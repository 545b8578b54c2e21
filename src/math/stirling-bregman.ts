import { gaussPanel } from './gauss-panel';
import { scaledStirlingCurvature, stirlingRemainder, stirlingSlope } from './log-gamma';

/**
 * f(a) − f(b) − (a − b)·f′(b), the Bregman divergence of the convex function f(x) = log Γ(x) − x log x + x. To about
 * 1e-14 of its value also where a ≈ b, where the textbook difference keeps nothing of a result of second order.
 *
 * With {@link klDivTerm}(a, b), the Bregman divergence of x log x − x, it adds up to that of log Γ.
 *
 * @param a - above 0
 * @param b - above 0
 * @param difference - a − b, where it is known better than by a and b, which are rounded
 * @returns the divergence, ≥ 0; 0 for a = b
 */
export function stirlingBregman(a: number, b: number, difference = a - b): number {
  if (a > 4 * b || b > 4 * a) return stirlingRemainder(a) - stirlingRemainder(b) - (a - b) * stirlingSlope(b);
  // The remainder of Taylor's formula, ∫ (a − t) f″(t) dt from b to a. The pole of f″ at 0 is far enough for 20 points.
  return gaussPanel(
    (share) => {
      const t = b + share * difference;
      return (1 - share) * (difference / t) ** 2 * scaledStirlingCurvature(t);
    },
    0,
    1,
  );
}
