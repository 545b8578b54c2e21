import type { TransportOrder } from './transport-on-line';

/**
 * The standard error of a cost's root, from that of the cost: by the delta method, and never more than the root of it, as
 * (√a − √b)² ≤ |a − b|: that holds where the distance is near 0 and the delta method gives anything.
 *
 * @param costError - the standard error of value^order
 * @param value - the root
 * @param order - 1, where the root is the cost itself, or 2
 * @returns the root's standard error
 */
export function rootError(costError: number, value: number, order: TransportOrder): number {
  if (order === 1) return costError;
  const bound = Math.sqrt(costError);
  return value > 0 ? Math.min(costError / (2 * value), bound) : bound;
}
