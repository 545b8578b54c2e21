import { chunksOfPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { loadPart, offsetBy, storePart } from './load-store';

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
  const job = jobOf<Adam>();
  job.weights = weights;
  job.gradient = gradient;
  job.mean = mean;
  job.square = square;
  job.newWeights = newWeights;
  job.newMean = newMean;
  job.newSquare = newSquare;
  job.length = length;
  job.rateOfMean = rateOfMean;
  job.rateOfSquare = rateOfSquare;
  job.rootScale = rootScale;
  job.epsilon = epsilon;
  job.stepSize = stepSize;
  job.decay = decay;
  share<Adam>(Job.Adam, chunksOfPass(length));
}

@unmanaged
export class Adam {
  weights: usize;
  gradient: usize;
  mean: usize;
  square: usize;
  newWeights: usize;
  newMean: usize;
  newSquare: usize;
  length: i32;
  rateOfMean: f32;
  rateOfSquare: f32;
  rootScale: f32;
  epsilon: f32;
  stepSize: f32;
  decay: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const at = (<usize>first) << 2;
    update(
      at + this.weights,
      offsetBy(this.gradient, at),
      offsetBy(this.mean, at),
      offsetBy(this.square, at),
      at + this.newWeights,
      offsetBy(this.newMean, at),
      offsetBy(this.newSquare, at),
      min(passChunk, this.length - first),
      this.rateOfMean,
      this.rateOfSquare,
      this.rootScale,
      this.epsilon,
      this.stepSize,
      this.decay,
    );
  }
}

function update(
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
  const zero = f32x4.splat(0);
  for (let at: usize = 0, left = (<isize>length) << 2; left > 0; at += 16, left -= 16) {
    const g = gradient !== 0 ? loadPart(gradient + at, left) : zero;
    const m = mean !== 0 ? loadPart(mean + at, left) : zero;
    const v = square !== 0 ? loadPart(square + at, left) : zero;
    const m1 = f32x4.add(m, f32x4.mul(f32x4.sub(g, m), f32x4.splat(rateOfMean)));
    const v1 = f32x4.add(v, f32x4.mul(f32x4.sub(f32x4.mul(g, g), v), f32x4.splat(rateOfSquare)));
    const root = f32x4.mul(f32x4.sqrt(v1), f32x4.splat(rootScale));
    const direction = f32x4.div(m1, f32x4.add(root, f32x4.splat(epsilon)));
    storePart(newMean + at, left, m1);
    storePart(newSquare + at, left, v1);
    const w = loadPart(weights + at, left);
    const step = f32x4.mul(direction, f32x4.splat(stepSize));
    // One sum is taken from the weight: a factor 1 − decay would round a small decay by itself.
    const change = f32x4.add(step, f32x4.mul(w, f32x4.splat(decay)));
    storePart(newWeights + at, left, f32x4.sub(w, change));
  }
}
