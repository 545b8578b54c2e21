import { wilsonInterval } from './wilson-interval';

/**
 * The interval of a share whose error isn't the binomial one: Wilson's, of as many independent samples as have that error,
 * share·(1 − share)/error². Where the error is 0, as none or all of the samples count, of as many as there are.
 *
 * @param share - in [0, 1]
 * @param standardError - its standard error
 * @param count - the number of samples, where the error says none
 * @param confidence - in (0, 1)
 * @returns the lower and the upper end
 */
export function shareInterval(
  share: number,
  standardError: number,
  count: number,
  confidence: number,
): [lower: number, upper: number] {
  const effective = standardError > 0 ? (share * (1 - share)) / standardError ** 2 : count;
  // An error at a share of 0 or 1 comes from what samples would have changed: no count follows from it.
  return wilsonInterval(share, effective > 0 ? effective : count, confidence);
}
