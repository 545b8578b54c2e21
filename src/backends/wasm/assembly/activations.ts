import { chunksOfPass, isLongPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { exponential } from './exponential';
import { Job } from './jobs';
import { loadPart, storePart } from './load-store';
import { Activation } from './operation-codes';

/**
 * y = f(x) for `length` numbers: `kind` is any Activation but Softplus. `parameter` is the slope of LeakyRelu, and what Step gives
 * where it doesn't give 1, which is above 0.
 */
export function activate(kind: i32, x: usize, y: usize, length: i32, parameter: f32): void {
  if (!isLongPass(length)) {
    activatePart(kind, x, y, length, parameter);
    return;
  }
  const job = jobOf<Activate>();
  job.kind = kind;
  job.x = x;
  job.y = y;
  job.length = length;
  job.parameter = parameter;
  share<Activate>(Job.Activate, chunksOfPass(length));
}

@unmanaged
export class Activate {
  kind: i32;
  x: usize;
  y: usize;
  length: i32;
  parameter: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const at = (<usize>first) << 2;
    activatePart(this.kind, this.x + at, this.y + at, min(passChunk, this.length - first), this.parameter);
  }
}

/** The same by one thread, in memory of its own. */
export function activatePart(kind: i32, x: usize, y: usize, length: i32, parameter: f32): void {
  const end = y + ((<usize>length) << 2);
  const slope = f32x4.splat(parameter);
  // The cheap ones have loops of their own: a call would cost more than they do.
  const zero = f32x4.splat(0);
  if (kind === Activation.Relu) {
    for (; y + 16 <= end; x += 16, y += 16) v128.store(y, f32x4.max(v128.load(x), zero));
  } else if (kind === Activation.LeakyRelu) {
    for (; y + 16 <= end; x += 16, y += 16) v128.store(y, leak(v128.load(x), slope));
  } else if (kind === Activation.Square) {
    for (; y + 16 <= end; x += 16, y += 16) v128.store(y, f32x4.mul(v128.load(x), v128.load(x)));
  }
  for (; y + 16 <= end; x += 16, y += 16) v128.store(y, activation(kind, v128.load(x), slope));
  if (y < end) storePart(y, end - y, activation(kind, loadPart(x, end - y), slope));
}

/**
 * dx = dy·f'(x) for `length` numbers, `kind` being one of these; `saved` is what tfjs saves for it: x for Relu, LeakyRelu and
 * Softplus, y for Tanh, Sigmoid and Elu.
 */
export function activationGradient(
  kind: i32,
  saved: usize,
  dy: usize,
  dx: usize,
  length: i32,
  parameter: f32,
): void {
  if (!isLongPass(length)) {
    gradientPart(kind, saved, dy, dx, length, parameter);
    return;
  }
  const job = jobOf<ActivationGradient>();
  job.kind = kind;
  job.saved = saved;
  job.dy = dy;
  job.dx = dx;
  job.length = length;
  job.parameter = parameter;
  share<ActivationGradient>(Job.ActivationGradient, chunksOfPass(length));
}

@unmanaged
export class ActivationGradient {
  kind: i32;
  saved: usize;
  dy: usize;
  dx: usize;
  length: i32;
  parameter: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const at = (<usize>first) << 2;
    const length = min(passChunk, this.length - first);
    gradientPart(this.kind, this.saved + at, this.dy + at, this.dx + at, length, this.parameter);
  }
}

function gradientPart(kind: i32, saved: usize, dy: usize, dx: usize, length: i32, parameter: f32): void {
  const end = dx + ((<usize>length) << 2);
  const slope = f32x4.splat(kind === Activation.Relu ? 0 : parameter);
  if (kind === Activation.Relu || kind === Activation.LeakyRelu) {
    for (; dx + 16 <= end; saved += 16, dy += 16, dx += 16)
      v128.store(dx, f32x4.mul(stepOf(v128.load(saved), slope), v128.load(dy)));
  }
  for (; dx + 16 <= end; saved += 16, dy += 16, dx += 16)
    v128.store(dx, f32x4.mul(derivative(kind, v128.load(saved), slope), v128.load(dy)));
  if (dx === end) return;
  const factor = derivative(kind, loadPart(saved, end - dx), slope);
  storePart(dx, end - dx, f32x4.mul(factor, loadPart(dy, end - dx)));
}

function activation(kind: i32, x: v128, parameter: v128): v128 {
  const zero = f32x4.splat(0);
  if (kind === Activation.Relu) return f32x4.max(x, zero);
  if (kind === Activation.LeakyRelu) return leak(x, parameter);
  if (kind === Activation.Step) return stepOf(x, parameter);
  if (kind === Activation.Tanh) return hyperbolicTangent(x);
  if (kind === Activation.Sigmoid) {
    const one = f32x4.splat(1);
    return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
  }
  if (kind === Activation.Elu) {
    const below = f32x4.sub(exponential(f32x4.min(x, zero)), f32x4.splat(1));
    return v128.bitselect(below, x, f32x4.lt(x, zero));
  }
  if (kind === Activation.Exp) return exponential(x);
  if (kind === Activation.Square) return f32x4.mul(x, x);
  if (kind === Activation.Sqrt) return f32x4.sqrt(x);
  if (kind === Activation.Sign) {
    const one = f32x4.splat(1);
    return v128.bitselect(one, v128.bitselect(f32x4.neg(one), zero, f32x4.lt(x, zero)), f32x4.gt(x, zero));
  }
  return f32x4.neg(x);
}

function leak(x: v128, slope: v128): v128 {
  return v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, f32x4.splat(0)));
}

/** 1 above 0, `below` elsewhere; NaN stays NaN. */
function stepOf(x: v128, below: v128): v128 {
  const values = v128.bitselect(f32x4.splat(1), below, f32x4.gt(x, f32x4.splat(0)));
  return v128.bitselect(x, values, f32x4.ne(x, x));
}

function derivative(kind: i32, saved: v128, parameter: v128): v128 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  if (kind === Activation.Relu || kind === Activation.LeakyRelu) return stepOf(saved, parameter);
  if (kind === Activation.Tanh) return f32x4.sub(one, f32x4.mul(saved, saved));
  if (kind === Activation.Sigmoid) return f32x4.mul(saved, f32x4.sub(one, saved));
  if (kind === Activation.Softplus) return activation(Activation.Sigmoid, saved, zero);
  return v128.bitselect(one, f32x4.add(saved, one), f32x4.gt(saved, zero)); // ELU
}

/** 1 − 2/(e²ˣ + 1) for |x|, with x's sign; near 0, where that loses digits, a continued fraction of x. */
function hyperbolicTangent(x: v128): v128 {
  const size = f32x4.abs(x);
  const power = exponential(f32x4.add(size, size));
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)));
  // x/(1 + x²/(3 + x²/(5 + x²/7))), as one fraction.
  const square = f32x4.mul(x, x);
  const above = f32x4.add(f32x4.splat(105), f32x4.mul(f32x4.splat(10), square));
  const below = f32x4.add(f32x4.splat(105), f32x4.mul(square, f32x4.add(f32x4.splat(45), square)));
  const near = f32x4.div(f32x4.mul(size, above), below);
  const result = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.5)));
  return v128.bitselect(x, result, i32x4.splat(0x80000000)); // the sign is x's
}
