import { normalQuantile } from '../../math';

/**
 * Wilson's score interval of a share: the shares that a test at this confidence doesn't refuse. Unlike value ± z·error it
 * stays within [0, 1], and isn't empty where none or all of the samples count.
 *
 * Source: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference"; Brown, Cai & DasGupta 2001,
 * "Interval Estimation for a Binomial Proportion", §3.1.1.
 *
 * @param share - in [0, 1]
 * @param count - how many independent samples it is a share of; needn't be whole
 * @param confidence - in (0, 1)
 * @returns the lower and the upper end
 */
export function wilsonInterval(
  share: number,
  count: number,
  confidence: number,
): [lower: number, upper: number] {
  const squared = normalQuantile((1 + confidence) / 2) ** 2 / count;
  const middle = (share + squared / 2) / (1 + squared);
  const reach = Math.sqrt(squared * (share * (1 - share) + squared / 4)) / (1 + squared);
  // Of none or all of the samples the ends are 0 and 1, but for rounding.
  return [share === 0 ? 0 : Math.max(middle - reach, 0), share === 1 ? 1 : Math.min(middle + reach, 1)];
}
