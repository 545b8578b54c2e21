import { evenly, jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import { clearFloats } from './copy';
import { rowOfTap, visitTaps } from './depthwise-taps';
import { channels, filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth } from './geometry';
import { Job } from './jobs';

// A depthwise convolution: channel c of the input has `multiplier` channels of the output, c·multiplier + q. Line by line of
// the images; where there are several, a line of as many channels as the output has lies in the workspace.

/** The bytes that one of the functions below needs for the convolution that is set: a line for each thread. */
export function depthwiseWorkspace(multiplier: i32): usize {
  return <usize>threads * lineBytes(multiplier);
}

function lineBytes(multiplier: i32): usize {
  return multiplier === 1 ? 0 : (<usize>inWidth * <usize>channels * <usize>multiplier) << 2;
}

/** ∂filter[i, j, k] = Σ x[n, h·s + i·d, w·s + j·d, k / multiplier]·∂y[n, h, w, k] */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  multiplier: i32,
  workspace: usize,
): void {
  const job = jobOf<DepthwiseFilterGradient>();
  job.x = x;
  job.dy = dy;
  job.gradient = gradient;
  job.images = images;
  job.multiplier = multiplier;
  job.workspace = workspace;
  share<DepthwiseFilterGradient>(Job.DepthwiseFilterGradient, filterHeight);
}

/** A chunk is a line of the filter: its sums over all images. */
@unmanaged
export class DepthwiseFilterGradient {
  x: usize;
  dy: usize;
  gradient: usize;
  images: i32;
  multiplier: i32;
  workspace: usize;

  compute(chunk: i32): void {
    const multiplier = this.multiplier;
    const length = inWidth * channels;
    const repeated = this.workspace + <usize>thread * lineBytes(multiplier);
    const tapBytes = (<usize>filterWidth * <usize>channels * <usize>multiplier) << 2;
    clearFloats(this.gradient + <usize>chunk * tapBytes, tapBytes);
    let x = this.x;
    let dy = this.dy;
    for (let image: i32 = 0; image < this.images; image++, dy += imageBytesOfOutput(multiplier)) {
      for (let y: i32 = 0; y < inHeight; y++, x += (<usize>length) << 2) {
        if (rowOfTap(y, chunk) < 0) continue;
        if (multiplier > 1) repeatEach(x, repeated, length, multiplier);
        visitTaps(multiplier > 1 ? repeated : x, y, chunk, this.gradient, dy, multiplier, true);
      }
    }
  }
}

/** ∂x[n, y, x, c] = Σ filter[i, j, k]·∂y[n, h, w, k] over the k of c, and where h·s + i·d = y and w·s + j·d = x. */
export function depthwiseInputGradient(
  dy: usize,
  filter: usize,
  gradient: usize,
  images: i32,
  multiplier: i32,
  workspace: usize,
): void {
  const job = jobOf<DepthwiseInputGradient>();
  job.dy = dy;
  job.filter = filter;
  job.gradient = gradient;
  job.lines = images * inHeight;
  job.multiplier = multiplier;
  job.workspace = workspace;
  job.linesOfChunk = evenly(job.lines, inHeight);
  share<DepthwiseInputGradient>(
    Job.DepthwiseInputGradient,
    (job.lines + job.linesOfChunk - 1) / job.linesOfChunk,
  );
}

/** A chunk is some lines of the images. */
@unmanaged
export class DepthwiseInputGradient {
  dy: usize;
  filter: usize;
  gradient: usize;
  lines: i32;
  multiplier: i32;
  workspace: usize;
  linesOfChunk: i32;

  compute(chunk: i32): void {
    const multiplier = this.multiplier;
    const length = inWidth * channels;
    const first = chunk * this.linesOfChunk;
    const end = min(first + this.linesOfChunk, this.lines);
    for (let index = first; index < end; index++) {
      const gradient = this.gradient + ((<usize>index * <usize>length) << 2);
      const line = multiplier > 1 ? this.workspace + <usize>thread * lineBytes(multiplier) : gradient;
      const dy = this.dy + <usize>(index / inHeight) * imageBytesOfOutput(multiplier);
      clearFloats(line, (<usize>length * <usize>multiplier) << 2);
      for (let i: i32 = 0; i < filterHeight; i++)
        visitTaps(line, index % inHeight, i, this.filter, dy, multiplier, false);
      if (multiplier > 1) sumEach(line, gradient, length, multiplier);
    }
  }
}

function imageBytesOfOutput(multiplier: i32): usize {
  return (<usize>outHeight * <usize>outWidth * <usize>channels * <usize>multiplier) << 2;
}

/** Writes each of `length` numbers `times` times. */
function repeatEach(source: usize, target: usize, length: i32, times: i32): void {
  const end = source + ((<usize>length) << 2);
  for (; source < end; source += 4) {
    const value = load<f32>(source);
    for (let time: i32 = 0; time < times; time++, target += 4) store<f32>(target, value);
  }
}

/** The sums of each `times` numbers. */
function sumEach(source: usize, target: usize, length: i32, times: i32): void {
  const end = target + ((<usize>length) << 2);
  for (; target < end; target += 4) {
    let total: f32 = 0;
    for (let time: i32 = 0; time < times; time++, source += 4) total += load<f32>(source);
    store<f32>(target, total);
  }
}
