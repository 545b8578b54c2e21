import { apply, combine, dot, Scalar } from './scalar';

export const constant = (value: number): Scalar => new Scalar(value);
export const add = (a: Scalar, b: Scalar): Scalar => combine([a, b], [1, 1]);
export const subtract = (a: Scalar, b: Scalar): Scalar => combine([a, b], [1, -1]);
export const multiply = (a: Scalar, b: Scalar): Scalar => dot([a], [b]);
export const divide = (a: Scalar, b: Scalar): Scalar => multiply(a, power(b, -1));
export const scale = (x: Scalar, factor: number): Scalar => combine([x], [factor]);
export const shift = (x: Scalar, by: number): Scalar => add(x, constant(by));
export const total = (xs: readonly Scalar[]): Scalar =>
  combine(
    xs,
    xs.map(() => 1),
  );
export const mean = (xs: readonly Scalar[]): Scalar => scale(total(xs), 1 / xs.length);
/** The first of the largest. */
export const largest = (xs: readonly Scalar[]): Scalar => xs.reduce((a, b) => (b.value > a.value ? b : a));
/** The first of the smallest. */
export const smallest = (xs: readonly Scalar[]): Scalar => xs.reduce((a, b) => (b.value < a.value ? b : a));

export const power = (x: Scalar, exponent: number): Scalar =>
  apply(x, [
    x.value ** exponent,
    exponent * x.value ** (exponent - 1),
    exponent * (exponent - 1) * x.value ** (exponent - 2),
  ]);
export const exp = (x: Scalar): Scalar => {
  const e = Math.exp(x.value);
  return apply(x, [e, e, e]);
};
export const log = (x: Scalar): Scalar => apply(x, [Math.log(x.value), 1 / x.value, -1 / x.value ** 2]);
export const sin = (x: Scalar): Scalar =>
  apply(x, [Math.sin(x.value), Math.cos(x.value), -Math.sin(x.value)]);
export const cos = (x: Scalar): Scalar =>
  apply(x, [Math.cos(x.value), -Math.sin(x.value), -Math.cos(x.value)]);
/** A function by itself, its slope and its curvature. */
export const smooth =
  (...functions: readonly [(x: number) => number, (x: number) => number, (x: number) => number]) =>
  (x: Scalar): Scalar => {
    const [f, slope, curvature] = functions.map((each) => each(x.value)) as [number, number, number];
    return apply(x, [f, slope, curvature]);
  };
export const abs = (x: Scalar): Scalar => scale(x, Math.sign(x.value));
export const clip = (x: Scalar, low: number, high: number): Scalar =>
  x.value < low ? constant(low) : x.value > high ? constant(high) : x;

/** erf by its Taylor series, which is exact enough below 4. */
export const erf = (x: Scalar): Scalar => {
  let term = x.value;
  let sum = term;
  for (let n = 1; n < 120; n++) {
    term *= -(x.value ** 2) / n;
    sum += term / (2 * n + 1);
  }
  const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-(x.value ** 2));
  return apply(x, [(2 / Math.sqrt(Math.PI)) * sum, slope, -2 * x.value * slope]);
};
