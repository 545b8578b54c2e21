import { atanhMinusX } from './atanh-minus-x';
import { logRatio } from './log-ratio';

/**
 * p·log(p/q) − p + q = q·φ(p/q) with φ(u) = u log u − u + 1 (scipy's `kl_div`): one term of a Kullback–Leibler
 * divergence, made non-negative by adding q − p, which sums to zero over normalized p and q. To full relative accuracy
 * also where p ≈ q, where the textbook term keeps nothing of a result that is second order in p − q.
 *
 * @param p - not negative
 * @param q - not negative
 * @param difference - p − q, where it is known better than by p and q, which are rounded
 * @returns the term, ≥ 0; 0 for p = q, q for p = 0, +∞ for q = 0 < p
 */
export function klDivTerm(p: number, q: number, difference = p - q): number {
  if (difference === 0) return 0;
  if (p === 0) return q;
  if (q === 0) return Infinity;
  const r = difference / (p + q);
  // log(p/q) = 2 artanh r; taking the series' first term out by hand cancels −p + q against it exactly.
  if (Math.abs(r) < 0.25) return difference * r + 2 * p * atanhMinusX(r);
  return p * logRatio(p, q) - difference;
}
