import { createRandom } from 'gan-core/distributions';

/** A normal distribution on the line. */
export interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

/** Its density. */
export function density(x: number, { mean, deviation }: Normal): number {
  return Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));
}

/** Samples of it. */
export function draw({ mean, deviation }: Normal, count: number, seed: number) {
  const random = createRandom(seed);
  return {
    values: Float64Array.from({ length: count }, () => mean + deviation * random.normal()),
    dimension: 1,
  };
}

/** As gan-core/divergences wants it. */
export function withCovariance({ mean, deviation }: Normal) {
  return { mean, covariance: deviation ** 2 };
}

/** Places on the line, evenly spaced, both ends among them. */
export function places(from: number, to: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}
