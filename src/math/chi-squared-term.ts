/**
 * (a − b)² / b, one term of a χ² divergence.
 *
 * @param a - not negative
 * @param b - not negative; what the term is divided by
 * @returns the term; 0 for a = b (0/0 too), +∞ for b = 0 < a
 */
export function chiSquaredTerm(a: number, b: number): number {
  const difference = a - b;
  // Dividing before multiplying keeps (1e-200)² from underflowing.
  return difference === 0 ? 0 : difference * (difference / b);
}
