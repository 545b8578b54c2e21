import { add, mean, multiply, power, shift, subtract } from './arithmetic';
import { type NdArray, zip } from './nd-array';

export interface Moments {
  readonly mean: NdArray;
  readonly variance: NdArray;
}

export function momentsOf(x: NdArray, axes: readonly number[]): Moments {
  const means = x.reduce(axes, mean, true);
  const squares = zip(x, means, subtract).map((deviation) => power(deviation, 2));
  return { mean: means, variance: squares.reduce(axes, mean, true) };
}

/** γ·(x − mean)/√(variance + ε) + β. */
export function normalize(
  x: NdArray,
  { mean: means, variance }: Moments,
  [gamma, beta]: readonly [NdArray, NdArray],
  epsilon: number,
): NdArray {
  const rootReciprocals = variance.map((value) => power(shift(value, epsilon), -0.5));
  const normalized = zip(zip(x, means, subtract), rootReciprocals, multiply);
  return zip(zip(normalized, gamma, multiply), beta, add);
}
