import { ArgumentError, describeValue } from '../../errors';

/**
 * Refuses what isn't 1 or 2.
 *
 * @param order - the power of the distance that transport pays
 * @throws ArgumentError naming `order`
 */
export function checkTransportOrder(order: unknown): void {
  if (order === 1 || order === 2) return;
  throw new ArgumentError(
    'order',
    `got ${describeValue(order)}; expected 1 or 2, the power of the distance that transport pays.`,
  );
}
