/** Dimensions from which on the bias falls more slowly with the number of samples than the standard error does. */
const SLOW = 3;

/**
 * Warns of dimensions in which the interval, which doesn't hold the bias, is too sure.
 *
 * @param dimension - of the samples
 * @param quantity - what is estimated
 * @returns the warning, or none
 */
export function slowBiasWarnings(dimension: number, quantity: string): string[] {
  if (dimension < SLOW) return [];
  return [
    `In ${dimension} dimensions the bias shrinks more slowly than the standard error: the interval may miss the ${quantity} more often than it says.`,
  ];
}
