/** A Gaussian of a mixture. */
export interface Mode {
  readonly mean: number;
  readonly deviation: number;
  readonly share: number;
}

/**
 * A mixture of so many Gaussians for the numbers, by expectation maximization from their quantiles. (The CTGAN paper takes a
 * variational mixture, which finds the number of modes too.)
 */
export function fitModes(values: readonly number[], count: number, rounds = 100): Mode[] {
  const sorted = [...values].sort((a, b) => a - b);
  const width = (sorted.at(-1)! - sorted[0]!) / (2 * count);
  let modes: Mode[] = Array.from({ length: count }, (_, index) => ({
    mean: sorted[0]! + ((index + 0.5) * (sorted.at(-1)! - sorted[0]!)) / count,
    deviation: width,
    share: 1 / count,
  }));
  for (let round = 0; round < rounds; round++) {
    const weights = values.map((value) => modeWeights(value, modes));
    modes = modes.map((_, mode) => {
      const total = weights.reduce((sum, each) => sum + each[mode]!, 0) + 1e-9;
      const average = (of: (value: number) => number) =>
        values.reduce((sum, value, index) => sum + weights[index]![mode]! * of(value), 0) / total;
      const mean = average((value) => value);
      const deviation = Math.sqrt(average((value) => (value - mean) ** 2) + 1e-6);
      return { mean, deviation, share: total / values.length };
    });
  }
  return modes;
}

/** How likely each mode is the one that a value comes from: numbers that add up to 1. */
export function modeWeights(value: number, modes: readonly Mode[]): number[] {
  const logs = modes.map(
    ({ mean, deviation, share }) =>
      Math.log(share + 1e-12) - Math.log(deviation) - ((value - mean) / deviation) ** 2 / 2,
  );
  const largest = Math.max(...logs);
  const each = logs.map((log) => Math.exp(log - largest));
  const total = each.reduce((sum, weight) => sum + weight, 0);
  return each.map((weight) => weight / total);
}
