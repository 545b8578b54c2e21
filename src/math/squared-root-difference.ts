/**
 * (√a − √b)², to full relative accuracy also where a ≈ b.
 *
 * @param a - not negative
 * @param b - not negative
 * @returns the square, ≥ 0; 0 for a = b
 */
export function squaredRootDifference(a: number, b: number): number {
  if (a === b) return 0;
  // √a − √b would round both roots first and lose a small difference.
  const difference = (a - b) / (Math.sqrt(a) + Math.sqrt(b));
  return difference * difference;
}
