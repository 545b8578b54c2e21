// Winograd's F(4, r) in one dimension: 4 neighboring results of a filter of r taps are the values of a polynomial product, found by
// its values at n = r + 3 points (0, 1, -1, 2, then ∞; for r = 3 also -2) with n multiplications in place of 4r. Pixels and taps are
// transformed to the points, multiplied there, and the products transformed back. In two dimensions the lines are, then the columns.
// The filter's gradient goes the same ways backward: by the transposes of the last and of the first transform.
// Each number stands for those of four channels.

/** A transform, by what it takes and how many points there are. */
export enum Transform {
  Pixels5,
  Pixels6,
  Taps5,
  Taps6,
  Results5,
  Results6,
  Gradients5,
  Gradients6,
  FilterGradients5,
  FilterGradients6,
}

/** Numbers of a transform's result in each dimension that are results of the convolution. */
export const resultsAcross: i32 = 4;
/** Bytes of scratch that a transform needs. */
export const transformScratch: usize = 6 * 6 * 16;

/**
 * A transform in two dimensions, of `from` x `from` numbers to `to` x `to`, for each channel in `bytes`. Lines of the source lie
 * `line` bytes apart, the pixels of a line `pixel`; those of the target likewise.
 */
export function transformSquare(
  kind: i32,
  from: i32,
  to: i32,
  source: usize,
  line: usize,
  pixel: usize,
  target: usize,
  targetLine: usize,
  targetPixel: usize,
  bytes: usize,
  scratch: usize,
): void {
  const row = (<usize>from) << 4;
  for (const end = source + bytes; source < end; source += 16, target += 16) {
    transform(kind, from, source, line, pixel, scratch, row, 16);
    transform(kind, to, scratch, 16, row, target, targetPixel, targetLine);
  }
}

/** `count` transforms in one dimension, of numbers `step` bytes apart to such `stride` apart; `next` is from one to the next. */
function transform(
  kind: i32,
  count: i32,
  source: usize,
  step: usize,
  next: usize,
  target: usize,
  stride: usize,
  targetNext: usize,
): void {
  for (let index: i32 = 0; index < count; index++, source += next, target += targetNext) {
    if (kind === Transform.Pixels5) pixelsToFive(source, step, target, stride);
    else if (kind === Transform.Pixels6) pixelsToSix(source, step, target, stride);
    else if (kind === Transform.Results5) fiveToResults(source, step, target, stride);
    else if (kind === Transform.Results6) sixToResults(source, step, target, stride);
    else if (kind === Transform.Taps5) tapsToFive(source, step, target, stride);
    else if (kind === Transform.Taps6) tapsToSix(source, step, target, stride);
    else if (kind === Transform.FilterGradients5) fiveToTaps(source, step, target, stride);
    else if (kind === Transform.FilterGradients6) sixToTaps(source, step, target, stride);
    else gradientsToPoints(source, step, target, stride, kind === Transform.Gradients6);
  }
}

function scaled(factor: f32, x: v128): v128 {
  return f32x4.mul(f32x4.splat(factor), x);
}

function pixelsToFive(source: usize, step: usize, target: usize, stride: usize): void {
  const d0 = v128.load(source);
  const d1 = v128.load(source + step);
  const d2 = v128.load(source + 2 * step);
  const d3 = v128.load(source + 3 * step);
  const d4 = v128.load(source + 4 * step);
  const odd = f32x4.sub(d3, d1);
  v128.store(target, f32x4.add(scaled(2, f32x4.sub(d0, d2)), odd));
  v128.store(target + stride, f32x4.sub(odd, f32x4.add(d1, d2)));
  v128.store(target + 2 * stride, f32x4.add(scaled(2, f32x4.sub(d1, d2)), f32x4.sub(d3, d2)));
  v128.store(target + 3 * stride, odd);
  v128.store(target + 4 * stride, f32x4.sub(f32x4.sub(d4, d2), scaled(2, odd)));
}

function pixelsToSix(source: usize, step: usize, target: usize, stride: usize): void {
  const d0 = v128.load(source);
  const d1 = v128.load(source + step);
  const d2 = v128.load(source + 2 * step);
  const d3 = v128.load(source + 3 * step);
  const d4 = v128.load(source + 4 * step);
  const d5 = v128.load(source + 5 * step);
  const even = f32x4.sub(d4, scaled(4, d2));
  const odd = f32x4.sub(d3, scaled(4, d1));
  const evenOfTwo = f32x4.sub(d4, d2);
  const oddOfTwo = scaled(2, f32x4.sub(d3, d1));
  v128.store(target, f32x4.add(scaled(4, f32x4.sub(d0, d2)), evenOfTwo));
  v128.store(target + stride, f32x4.add(even, odd));
  v128.store(target + 2 * stride, f32x4.sub(even, odd));
  v128.store(target + 3 * stride, f32x4.add(evenOfTwo, oddOfTwo));
  v128.store(target + 4 * stride, f32x4.sub(evenOfTwo, oddOfTwo));
  v128.store(target + 5 * stride, f32x4.sub(f32x4.sub(d5, d3), scaled(2, oddOfTwo)));
}

function tapsToFive(source: usize, step: usize, target: usize, stride: usize): void {
  const g0 = v128.load(source);
  const g1 = v128.load(source + step);
  const sixth = scaled(<f32>(1.0 / 6.0), g0);
  v128.store(target, scaled(0.5, g0));
  v128.store(target + stride, scaled(-0.5, f32x4.add(g0, g1)));
  v128.store(target + 2 * stride, scaled(<f32>(1.0 / 6.0), f32x4.sub(g1, g0)));
  v128.store(target + 3 * stride, f32x4.add(sixth, scaled(<f32>(1.0 / 3.0), g1)));
  v128.store(target + 4 * stride, g1);
}

function tapsToSix(source: usize, step: usize, target: usize, stride: usize): void {
  const g0 = v128.load(source);
  const g1 = v128.load(source + step);
  const g2 = v128.load(source + 2 * step);
  const even = scaled(<f32>(-1.0 / 6.0), f32x4.add(g0, g2));
  const odd = scaled(<f32>(1.0 / 6.0), g1);
  const evenOfTwo = f32x4.add(scaled(<f32>(1.0 / 24.0), g0), scaled(<f32>(1.0 / 6.0), g2));
  const oddOfTwo = scaled(0.5, odd);
  v128.store(target, scaled(0.25, g0));
  v128.store(target + stride, f32x4.sub(even, odd));
  v128.store(target + 2 * stride, f32x4.add(even, odd));
  v128.store(target + 3 * stride, f32x4.add(evenOfTwo, oddOfTwo));
  v128.store(target + 4 * stride, f32x4.sub(evenOfTwo, oddOfTwo));
  v128.store(target + 5 * stride, g2);
}

function fiveToResults(source: usize, step: usize, target: usize, stride: usize): void {
  const p0 = v128.load(source);
  const p1 = v128.load(source + step);
  const p2 = v128.load(source + 2 * step);
  const p3 = v128.load(source + 3 * step);
  const p4 = v128.load(source + 4 * step);
  const even = f32x4.add(p1, p2);
  const odd = f32x4.sub(p1, p2);
  v128.store(target, f32x4.add(f32x4.add(p0, even), p3));
  v128.store(target + stride, f32x4.add(odd, scaled(2, p3)));
  v128.store(target + 2 * stride, f32x4.add(even, scaled(4, p3)));
  v128.store(target + 3 * stride, f32x4.add(f32x4.add(odd, scaled(8, p3)), p4));
}

function sixToResults(source: usize, step: usize, target: usize, stride: usize): void {
  const p0 = v128.load(source);
  const p1 = v128.load(source + step);
  const p2 = v128.load(source + 2 * step);
  const p3 = v128.load(source + 3 * step);
  const p4 = v128.load(source + 4 * step);
  const p5 = v128.load(source + 5 * step);
  const even = f32x4.add(p1, p2);
  const odd = f32x4.sub(p1, p2);
  const evenOfTwo = f32x4.add(p3, p4);
  const oddOfTwo = f32x4.sub(p3, p4);
  v128.store(target, f32x4.add(f32x4.add(p0, even), evenOfTwo));
  v128.store(target + stride, f32x4.add(odd, scaled(2, oddOfTwo)));
  v128.store(target + 2 * stride, f32x4.add(even, scaled(4, evenOfTwo)));
  v128.store(target + 3 * stride, f32x4.add(f32x4.add(odd, scaled(8, oddOfTwo)), p5));
}

/** The transpose of `fiveToResults`; of `sixToResults`, with the point -2. */
function gradientsToPoints(source: usize, step: usize, target: usize, stride: usize, sixth: bool): void {
  const d0 = v128.load(source);
  const d1 = v128.load(source + step);
  const d2 = v128.load(source + 2 * step);
  const d3 = v128.load(source + 3 * step);
  const even = f32x4.add(d0, d2);
  const odd = f32x4.add(d1, d3);
  const evenOfTwo = f32x4.add(d0, scaled(4, d2));
  const oddOfTwo = f32x4.add(scaled(2, d1), scaled(8, d3));
  v128.store(target, d0);
  v128.store(target + stride, f32x4.add(even, odd));
  v128.store(target + 2 * stride, f32x4.sub(even, odd));
  v128.store(target + 3 * stride, f32x4.add(evenOfTwo, oddOfTwo));
  if (sixth) v128.store(target + 4 * stride, f32x4.sub(evenOfTwo, oddOfTwo));
  v128.store(target + (sixth ? 5 : 4) * stride, d3);
}

/** The transpose of `tapsToFive`. */
function fiveToTaps(source: usize, step: usize, target: usize, stride: usize): void {
  const m0 = v128.load(source);
  const m1 = v128.load(source + step);
  const m2 = v128.load(source + 2 * step);
  const m3 = v128.load(source + 3 * step);
  const m4 = v128.load(source + 4 * step);
  const sixth = f32x4.add(scaled(<f32>(1.0 / 6.0), m2), scaled(<f32>(1.0 / 3.0), m3));
  v128.store(target, f32x4.add(scaled(0.5, f32x4.sub(m0, m1)), scaled(<f32>(1.0 / 6.0), f32x4.sub(m3, m2))));
  v128.store(target + stride, f32x4.add(f32x4.sub(sixth, scaled(0.5, m1)), m4));
}

/** The transpose of `tapsToSix`. */
function sixToTaps(source: usize, step: usize, target: usize, stride: usize): void {
  const m0 = v128.load(source);
  const m1 = v128.load(source + step);
  const m2 = v128.load(source + 2 * step);
  const m3 = v128.load(source + 3 * step);
  const m4 = v128.load(source + 4 * step);
  const m5 = v128.load(source + 5 * step);
  const even = scaled(<f32>(-1.0 / 6.0), f32x4.add(m1, m2));
  const evenOfTwo = f32x4.add(m3, m4);
  const odd = scaled(<f32>(1.0 / 6.0), f32x4.sub(m2, m1));
  const oddOfTwo = scaled(<f32>(1.0 / 12.0), f32x4.sub(m3, m4));
  v128.store(target, f32x4.add(f32x4.add(scaled(0.25, m0), even), scaled(<f32>(1.0 / 24.0), evenOfTwo)));
  v128.store(target + stride, f32x4.add(odd, oddOfTwo));
  v128.store(target + 2 * stride, f32x4.add(f32x4.add(even, scaled(<f32>(1.0 / 6.0), evenOfTwo)), m5));
}
