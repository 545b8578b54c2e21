/**
 * (√a − √b)², to full relative accuracy also where a ≈ b.
 *
 * @param a - not negative
 * @param b - not negative
 * @param difference - a − b, where it is known better than by a and b, which are rounded
 * @returns the square, ≥ 0; 0 for a = b
 */
export function squaredRootDifference(a: number, b: number, difference = a - b): number {
  if (difference === 0) return 0;
  // √a − √b would round both roots first and lose a small difference.
  const ofRoots = difference / (Math.sqrt(a) + Math.sqrt(b));
  return ofRoots * ofRoots;
}
