import { chunksOfPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { loadPart, offsetBy, storePart } from './load-store';

/**
 * One update of RMSProp: v' = v + (g² − v)·rate, u' = u·momentum + g/(√v' + ε), w' = w − u'·learningRate. Centered, where
 * `newMean` has an address: v' = v + ((g − m)²·rho − v)·rate and m' = m + (g − m)·rate. A gradient or an old value at
 * address 0 is 0; u' isn't kept where `newVelocity` is 0.
 */
export function rmsProp(
  weights: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  velocity: usize,
  newWeights: usize,
  newMean: usize,
  newSquare: usize,
  newVelocity: usize,
  length: i32,
  rho: f32,
  rate: f32,
  momentum: f32,
  epsilon: f32,
  learningRate: f32,
): void {
  const job = jobOf<RmsProp>();
  job.weights = weights;
  job.gradient = gradient;
  job.mean = mean;
  job.square = square;
  job.velocity = velocity;
  job.newWeights = newWeights;
  job.newMean = newMean;
  job.newSquare = newSquare;
  job.newVelocity = newVelocity;
  job.length = length;
  job.rho = rho;
  job.rate = rate;
  job.momentum = momentum;
  job.epsilon = epsilon;
  job.learningRate = learningRate;
  share<RmsProp>(Job.RmsProp, chunksOfPass(length));
}

@unmanaged
export class RmsProp {
  weights: usize;
  gradient: usize;
  mean: usize;
  square: usize;
  velocity: usize;
  newWeights: usize;
  newMean: usize;
  newSquare: usize;
  newVelocity: usize;
  length: i32;
  rho: f32;
  rate: f32;
  momentum: f32;
  epsilon: f32;
  learningRate: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const at = (<usize>first) << 2;
    update(
      at + this.weights,
      offsetBy(this.gradient, at),
      offsetBy(this.mean, at),
      offsetBy(this.square, at),
      offsetBy(this.velocity, at),
      at + this.newWeights,
      offsetBy(this.newMean, at),
      offsetBy(this.newSquare, at),
      offsetBy(this.newVelocity, at),
      min(passChunk, this.length - first),
      this.rho,
      this.rate,
      this.momentum,
      this.epsilon,
      this.learningRate,
    );
  }
}

function update(
  weights: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  velocity: usize,
  newWeights: usize,
  newMean: usize,
  newSquare: usize,
  newVelocity: usize,
  length: i32,
  rho: f32,
  rate: f32,
  momentum: f32,
  epsilon: f32,
  learningRate: f32,
): void {
  const zero = f32x4.splat(0);
  for (let at: usize = 0, left = (<isize>length) << 2; left > 0; at += 16, left -= 16) {
    const g = gradient !== 0 ? loadPart(gradient + at, left) : zero;
    const v = square !== 0 ? loadPart(square + at, left) : zero;
    let squared = f32x4.mul(g, g);
    if (newMean !== 0) {
      const m = mean !== 0 ? loadPart(mean + at, left) : zero;
      const deviation = f32x4.sub(g, m);
      storePart(newMean + at, left, f32x4.add(m, f32x4.mul(deviation, f32x4.splat(rate))));
      squared = f32x4.mul(f32x4.mul(deviation, deviation), f32x4.splat(rho));
    }
    const v1 = f32x4.add(v, f32x4.mul(f32x4.sub(squared, v), f32x4.splat(rate)));
    storePart(newSquare + at, left, v1);
    let direction = f32x4.div(g, f32x4.add(f32x4.sqrt(v1), f32x4.splat(epsilon)));
    if (newVelocity !== 0) {
      const u = velocity !== 0 ? loadPart(velocity + at, left) : zero;
      direction = f32x4.add(f32x4.mul(u, f32x4.splat(momentum)), direction);
      storePart(newVelocity + at, left, direction);
    }
    const w = loadPart(weights + at, left);
    storePart(newWeights + at, left, f32x4.sub(w, f32x4.mul(direction, f32x4.splat(learningRate))));
  }
}
