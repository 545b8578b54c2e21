import { createRandom } from 'gan-core/distributions';

/**
 * The mean of the middle half: a quarter of the values, rounded down, is left out at each end. As scipy's trim_mean(values, 0.25), which
 * is what rliable takes (Agarwal et al. 2021, "Deep Reinforcement Learning at the Edge of the Statistical Precipice").
 */
export function interquartileMean(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((total, value) => total + value, 0) / middle.length;
}

/** What several seeds say together. */
export interface SeedSummary {
  readonly interquartileMean: number;
  /** 95 % percentile bootstrap over the seeds. Of few seeds it is narrow: it knows no value that didn't come. */
  readonly interval: readonly [lower: number, upper: number];
  readonly median: number;
  readonly seeds: number;
}

const resamples = 10_000;

/** The interquartile mean over seeds, and its bootstrap interval: draws of as many seeds with replacement, from a stream of its own. */
export function summarizeSeeds(values: readonly number[]): SeedSummary {
  const random = createRandom(0);
  const means = Array.from({ length: resamples }, () =>
    interquartileMean(values.map(() => values[random.integer(values.length)]!)),
  ).sort((a, b) => a - b);
  return {
    interquartileMean: interquartileMean(values),
    interval: [quantile(means, 0.025), quantile(means, 0.975)],
    median: quantile(
      [...values].sort((a, b) => a - b),
      0.5,
    ),
    seeds: values.length,
  };
}

/** A quantile of ascending values, on the line between neighbors, as numpy's. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(place)]!];
  return low + (place - below) * (high - low);
}

/** A summary as people read it: `0.974 (0.968 to 0.981)`. */
export function readable(
  { interquartileMean: value, interval: [low, high] }: SeedSummary,
  format: (value: number) => string,
): string {
  return low === high ? format(value) : `${format(value)} (${format(low)} to ${format(high)})`;
}
