import { chunksOfPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { loadPart, offsetBy, storePart } from './load-store';

/**
 * One update of gradient descent: w' = w − g·learningRate; where `newVelocity` has an address, v' = v·momentum + g and
 * w' = w − v'·learningRate, or with Nesterov's momentum w' = w − (g + v'·momentum)·learningRate. A gradient or velocity at
 * address 0 is 0.
 */
export function sgd(
  weights: usize,
  gradient: usize,
  velocity: usize,
  newWeights: usize,
  newVelocity: usize,
  length: i32,
  momentum: f32,
  nesterov: bool,
  learningRate: f32,
): void {
  const job = jobOf<Sgd>();
  job.weights = weights;
  job.gradient = gradient;
  job.velocity = velocity;
  job.newWeights = newWeights;
  job.newVelocity = newVelocity;
  job.length = length;
  job.momentum = momentum;
  job.nesterov = nesterov;
  job.learningRate = learningRate;
  share<Sgd>(Job.Sgd, chunksOfPass(length));
}

@unmanaged
export class Sgd {
  weights: usize;
  gradient: usize;
  velocity: usize;
  newWeights: usize;
  newVelocity: usize;
  length: i32;
  momentum: f32;
  nesterov: bool;
  learningRate: f32;

  compute(chunk: i32): void {
    const first = chunk * passChunk;
    const at = (<usize>first) << 2;
    update(
      at + this.weights,
      offsetBy(this.gradient, at),
      offsetBy(this.velocity, at),
      at + this.newWeights,
      offsetBy(this.newVelocity, at),
      min(passChunk, this.length - first),
      this.momentum,
      this.nesterov,
      this.learningRate,
    );
  }
}

function update(
  weights: usize,
  gradient: usize,
  velocity: usize,
  newWeights: usize,
  newVelocity: usize,
  length: i32,
  momentum: f32,
  nesterov: bool,
  learningRate: f32,
): void {
  const zero = f32x4.splat(0);
  let at: usize = 0;
  let left = (<isize>length) << 2;
  if (newVelocity === 0 && gradient !== 0) {
    // The plain step is so short that the questions below would take as long.
    for (; left >= 16; at += 16, left -= 16) {
      const step = f32x4.mul(v128.load(gradient + at), f32x4.splat(learningRate));
      v128.store(newWeights + at, f32x4.sub(v128.load(weights + at), step));
    }
  }
  for (; left > 0; at += 16, left -= 16) {
    const g = gradient !== 0 ? loadPart(gradient + at, left) : zero;
    let direction = g;
    if (newVelocity !== 0) {
      const v = velocity !== 0 ? loadPart(velocity + at, left) : zero;
      direction = f32x4.add(f32x4.mul(v, f32x4.splat(momentum)), g);
      storePart(newVelocity + at, left, direction);
      if (nesterov) direction = f32x4.add(g, f32x4.mul(direction, f32x4.splat(momentum)));
    }
    const w = loadPart(weights + at, left);
    storePart(newWeights + at, left, f32x4.sub(w, f32x4.mul(direction, f32x4.splat(learningRate))));
  }
}
