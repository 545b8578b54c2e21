/** The weights and the optimizers' tensors, in a message. */
export const stateName = 'the weights or what an optimizer keeps';

/** The names of those numbers that are NaN or infinite. */
export function notFinite(numbers: Readonly<Record<string, number>>): string[] {
  return Object.keys(numbers).filter((name) => !Number.isFinite(numbers[name]));
}
