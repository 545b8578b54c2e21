import { exponential } from './exponential';

const relu: i32 = 0;
const leakyRelu: i32 = 1;
const step: i32 = 2;
const tanh: i32 = 3;
const sigmoid: i32 = 4;
const elu: i32 = 5;

/**
 * y = f(x) for `length` numbers: `kind` is 0 ReLU, 1 leaky ReLU with slope `parameter`, 2 step (1 above 0, `parameter`
 * elsewhere), 3 tanh, 4 sigmoid, 5 ELU, 6 exp.
 */
export function activate(kind: i32, x: usize, y: usize, length: i32, parameter: f32): void {
  const end = y + ((<usize>length) << 2);
  const slope = f32x4.splat(parameter);
  for (; y + 16 <= end; x += 16, y += 16) v128.store(y, activation(kind, v128.load(x), slope));
  if (y === end) return;
  let rest = f32x4.splat(0);
  for (let at: usize = 0; y + at < end; at += 4) rest = withNext(rest, load<f32>(x + at));
  // The numbers now stand last in the vector.
  for (let missing = 4 - ((end - y) >> 2); missing > 0; missing--) rest = withNext(rest, 0);
  rest = activation(kind, rest, slope);
  for (; y < end; y += 4) {
    store<f32>(y, f32x4.extract_lane(rest, 0));
    rest = withNext(rest, 0);
  }
}

/** The vector moved on by one number, with another at its end. */
function withNext(x: v128, next: f32): v128 {
  return v128.shuffle<f32>(x, f32x4.splat(next), 1, 2, 3, 4);
}

function activation(kind: i32, x: v128, parameter: v128): v128 {
  const zero = f32x4.splat(0);
  if (kind === relu) return f32x4.max(x, zero);
  if (kind === leakyRelu) return v128.bitselect(f32x4.mul(x, parameter), x, f32x4.lt(x, zero));
  if (kind === step) {
    const values = v128.bitselect(f32x4.splat(1), parameter, f32x4.gt(x, zero));
    return v128.bitselect(x, values, f32x4.ne(x, x)); // NaN stays NaN
  }
  if (kind === tanh) return hyperbolicTangent(x);
  if (kind === sigmoid) {
    const one = f32x4.splat(1);
    return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
  }
  if (kind === elu) {
    const below = f32x4.sub(exponential(f32x4.min(x, zero)), f32x4.splat(1));
    return v128.bitselect(below, x, f32x4.lt(x, zero));
  }
  return exponential(x);
}

/** 1 − 2/(e²ˣ + 1) for |x|, with x's sign; near 0, where that loses digits, a continued fraction of x. */
function hyperbolicTangent(x: v128): v128 {
  const size = f32x4.abs(x);
  const power = exponential(f32x4.add(size, size));
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)));
  // tanh x = x/(1 + x²/(3 + x²/(5 + x²/(7 + …)))), cut after 7: with one fraction, x(105 + 10x²)/(105 + 45x² + x⁴).
  const square = f32x4.mul(x, x);
  const above = f32x4.add(f32x4.splat(105), f32x4.mul(f32x4.splat(10), square));
  const below = f32x4.add(f32x4.splat(105), f32x4.mul(square, f32x4.add(f32x4.splat(45), square)));
  const near = f32x4.div(f32x4.mul(size, above), below);
  const result = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.5)));
  return v128.bitselect(x, result, i32x4.splat(0x80000000)); // the sign is x's
}
