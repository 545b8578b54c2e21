import { evenly, jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import { clearFloats } from './copy';
import { Job } from './jobs';
import { packedBytes, packTogether } from './pack';
import {
  gatherPatches,
  imageLength,
  patchesAreImage,
  patchesPerImage,
  patchLength,
  scatterPatches,
} from './patches';
import { multiply, multiplyPacked, spareOfThreads } from './product';

/** Bytes of patches that a thread lays out at a time: so many stay in the second-level cache. */
const patchBytes: i32 = 1 << 18;
/** Patches of a block are a multiple of this, as are a tile's rows. */
const fewestPatches: i32 = 40;

/** The bytes that one of the functions below needs for the convolution that is set. */
export function convolutionWorkspace(outChannels: i32): usize {
  const length = patchLength();
  const packed = max(packedBytes(outChannels, length), packedBytes(length, outChannels));
  return spareOfThreads() + aligned(packed) + <usize>threads * blockBytes(length);
}

/** Number of patches that are laid out at a time. */
export function blockOfPatches(length: i32): i32 {
  return max(fewestPatches, min(480, (patchBytes / (4 * max(length, 1)) / 5) * 5));
}

/** Bytes of such a block. */
export function blockBytes(length: i32): usize {
  return aligned((<usize>(blockOfPatches(length) * length)) << 2);
}

/** Whole cache lines. */
export function aligned(bytes: usize): usize {
  return (bytes + 63) & ~63;
}

/** y = x ∗ filter, plus a bias, through an activation. */
export function convolve(
  x: usize,
  filter: usize,
  y: usize,
  images: i32,
  outChannels: i32,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
): void {
  const length = patchLength();
  const total = images * patchesPerImage();
  if (patchesAreImage()) {
    multiply(x, false, filter, false, y, total, outChannels, length, bias, activation, slope, workspace);
    return;
  }
  const packed = workspace + spareOfThreads();
  packTogether(filter, false, outChannels, length, packed);
  const job = jobOf<Convolve>();
  job.x = x;
  job.y = y;
  job.packed = packed;
  job.patches = packed + aligned(packedBytes(outChannels, length));
  job.total = total;
  job.outChannels = outChannels;
  job.bias = bias;
  job.activation = activation;
  job.slope = slope;
  job.workspace = workspace;
  job.block = threads === 1 ? blockOfPatches(length) : smallerBlock(total, length);
  share<Convolve>(Job.Convolve, (total + job.block - 1) / job.block);
}

/** A block of patches, smaller where a thread would have too few of them. */
function smallerBlock(total: i32, length: i32): i32 {
  return max(fewestPatches, (min(blockOfPatches(length), total / (8 * threads)) / 5) * 5);
}

/** A chunk is a block of patches. */
@unmanaged
export class Convolve {
  x: usize;
  y: usize;
  packed: usize;
  patches: usize;
  total: i32;
  outChannels: i32;
  bias: usize;
  activation: i32;
  slope: f32;
  workspace: usize;
  block: i32;

  compute(chunk: i32): void {
    const length = patchLength();
    const first = chunk * this.block;
    const count = min(this.block, this.total - first);
    const patches = this.patches + <usize>thread * blockBytes(length);
    gatherPatches(this.x, first, count, patches);
    multiplyPacked(
      patches,
      (<usize>length) << 2,
      false,
      this.packed,
      this.y + ((<usize>first * <usize>this.outChannels) << 2),
      count,
      this.outChannels,
      length,
      false,
      this.bias,
      this.activation,
      this.slope,
      this.workspace,
      0,
      this.outChannels,
    );
  }
}

/** ∂x: the patches' gradients ∂y·filterᵀ, each added where its patch lies. */
export function convolutionInputGradient(
  dy: usize,
  filter: usize,
  gradient: usize,
  images: i32,
  outChannels: i32,
  workspace: usize,
): void {
  const length = patchLength();
  const total = images * patchesPerImage();
  if (patchesAreImage()) {
    multiply(dy, false, filter, true, gradient, total, length, outChannels, 0, 0, 0, workspace);
    return;
  }
  const packed = workspace + spareOfThreads();
  packTogether(filter, true, length, outChannels, packed);
  const job = jobOf<ConvolutionInputGradient>();
  job.dy = dy;
  job.gradient = gradient;
  job.packed = packed;
  job.patches = packed + aligned(packedBytes(length, outChannels));
  job.images = images;
  job.outChannels = outChannels;
  job.workspace = workspace;
  job.imagesOfChunk = evenly(images, max(1, blockOfPatches(length) / max(1, patchesPerImage())));
  share<ConvolutionInputGradient>(
    Job.ConvolutionInputGradient,
    (images + job.imagesOfChunk - 1) / job.imagesOfChunk,
  );
}

/** A chunk is some images: an image's patches overlap, so that one thread adds them all, in their order. */
@unmanaged
export class ConvolutionInputGradient {
  dy: usize;
  gradient: usize;
  packed: usize;
  patches: usize;
  images: i32;
  outChannels: i32;
  workspace: usize;
  imagesOfChunk: i32;

  compute(chunk: i32): void {
    const length = patchLength();
    const block = blockOfPatches(length);
    const firstImage = chunk * this.imagesOfChunk;
    const endImage = min(firstImage + this.imagesOfChunk, this.images);
    const patches = this.patches + <usize>thread * blockBytes(length);
    const stride = (<usize>this.outChannels) << 2;
    const imageBytes = (<usize>imageLength()) << 2;
    clearFloats(this.gradient + <usize>firstImage * imageBytes, <usize>(endImage - firstImage) * imageBytes);
    const end = endImage * patchesPerImage();
    for (let first = firstImage * patchesPerImage(); first < end; first += block) {
      const count = min(block, end - first);
      multiplyPacked(
        this.dy + <usize>first * stride,
        stride,
        false,
        this.packed,
        patches,
        count,
        length,
        this.outChannels,
        false,
        0,
        0,
        0,
        this.workspace,
        0,
        length,
      );
      scatterPatches(this.gradient, first, count, patches);
    }
  }
}
