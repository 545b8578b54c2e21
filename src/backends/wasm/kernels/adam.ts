/**
 * One update of Adam, with the bias corrections folded into two numbers: m' = m + (g − m)·rateOfMean, v' = v + (g² −
 * v)·rateOfSquare, w' = w − (m'/(√v'·rootScale + ε)·stepSize + w·decay). A gradient or moment at address 0 is 0.
 */
export function adam(
  weights: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  newWeights: usize,
  newMean: usize,
  newSquare: usize,
  length: i32,
  rateOfMean: f32,
  rateOfSquare: f32,
  rootScale: f32,
  epsilon: f32,
  stepSize: f32,
  decay: f32,
): void {
  const bytes = (<usize>length) << 2;
  const hasGradient = gradient !== 0;
  const hasMoments = mean !== 0;
  const zero = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    const g = hasGradient ? v128.load(gradient + at) : zero;
    const m = hasMoments ? v128.load(mean + at) : zero;
    const v = hasMoments ? v128.load(square + at) : zero;
    const m1 = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), f32x4.splat(rateOfMean)));
    const v1 = f32x4.add(v, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v), f32x4.splat(rateOfSquare)));
    const root = f32x4.mul(f32x4.sqrt(v1), f32x4.splat(rootScale));
    const direction = f32x4.div(m1, f32x4.add(root, f32x4.splat(epsilon)));
    v128.store(newMean + at, m1);
    v128.store(newSquare + at, v1);
    const w = v128.load(weights + at);
    const step = f32x4.mul(direction, f32x4.splat(stepSize));
    // One sum is taken from the weight: a factor 1 − decay would round a small decay by itself.
    const change = f32x4.add(step, f32x4.mul(w, f32x4.splat(decay)));
    v128.store(newWeights + at, f32x4.sub(w, change));
  }
  for (; at < bytes; at += 4) {
    const g = hasGradient ? load<f32>(gradient + at) : 0;
    const m = hasMoments ? load<f32>(mean + at) : 0;
    const v = hasMoments ? load<f32>(square + at) : 0;
    const m1 = m + (g - m) * rateOfMean;
    const v1 = v + (g * g - v) * rateOfSquare;
    store<f32>(newMean + at, m1);
    store<f32>(newSquare + at, v1);
    const w = load<f32>(weights + at);
    const change = (m1 / (sqrt<f32>(v1) * rootScale + epsilon)) * stepSize + w * decay;
    store<f32>(newWeights + at, w - change);
  }
}
