import { jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import { aligned, blockBytes, blockOfPatches } from './convolution';
import { addFloats, clearFloats, copyFloats } from './copy';
import { channels } from './geometry';
import { Job } from './jobs';
import { pack, packedBytes } from './pack';
import { gatherPatches, gatherPixels, patchesAreImage, patchesPerImage, patchLength } from './patches';
import { multiplyPacked, spareOfThreads } from './product';

// ∂filter = patchesᵀ·∂y is a sum over blocks of patches. Where the filter is large, threads share its rows, and each sums over all
// blocks; where it is small, they share the blocks, and the blocks' products are then added one after another. Both add the same
// numbers in the same order.

/** Bytes of packed ∂y, or of blocks' products, that are kept at a time. */
const stageBytes: i32 = 1 << 22;
/** Rows of a filter's gradient that a chunk has at least. */
const chunkRows: i32 = 64;

function sharesRows(length: i32): bool {
  return length >= 4 * chunkRows;
}

/** The bytes that `convolutionFilterGradient` needs for the convolution that is set. */
export function filterGradientWorkspace(outChannels: i32): usize {
  const length = patchLength();
  const staged = <usize>blocksOfStage(length, outChannels) * stagedBytes(length, outChannels);
  return spareOfThreads() + staged + <usize>threads * ownBytes(length, outChannels);
}

/** Bytes that are kept of each block: of ∂y as it is packed, or of the block's product. */
function stagedBytes(length: i32, outChannels: i32): usize {
  if (sharesRows(length)) return aligned(packedBytes(outChannels, blockOfPatches(length)));
  return aligned((<usize>(length * outChannels)) << 2);
}

function blocksOfStage(length: i32, outChannels: i32): i32 {
  return max(1, stageBytes / max(64, <i32>stagedBytes(length, outChannels)));
}

/** A thread's patches and, where it needs that for itself, its packed ∂y. */
function ownBytes(length: i32, outChannels: i32): usize {
  return blockBytes(length) + aligned(packedBytes(outChannels, blockOfPatches(length)));
}

/** ∂filter = patchesᵀ·∂y */
export function convolutionFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  outChannels: i32,
  workspace: usize,
): void {
  const length = patchLength();
  const total = images * patchesPerImage();
  const block = blockOfPatches(length);
  const gradientBytes = (<usize>(length * outChannels)) << 2;
  if (total === 0) clearFloats(gradient, gradientBytes);
  const stage = blocksOfStage(length, outChannels) * block;
  const staged = workspace + spareOfThreads();
  const job = jobOf<FilterGradient>();
  job.x = x;
  job.dy = dy;
  job.gradient = gradient;
  job.outChannels = outChannels;
  job.workspace = workspace;
  job.staged = staged;
  job.own = staged + <usize>blocksOfStage(length, outChannels) * stagedBytes(length, outChannels);
  // Whole pixels of the filter, where patches have to be gathered.
  job.rowsOfChunk = patchesAreImage() ? chunkRows : max(1, chunkRows / max(1, channels)) * channels;
  for (let first: i32 = 0; first < total; first += stage) {
    job.first = first;
    job.end = min(first + stage, total);
    const blocks = (job.end - first + block - 1) / block;
    if (sharesRows(length)) {
      share<PackBlocks>(Job.PackBlocks, blocks);
      share<FilterRows>(Job.FilterRows, (length + job.rowsOfChunk - 1) / job.rowsOfChunk);
      continue;
    }
    share<FilterBlocks>(Job.FilterBlocks, blocks);
    for (let index: i32 = 0; index < blocks; index++) {
      const product = staged + <usize>index * aligned(gradientBytes);
      if (first + index > 0) addFloats(gradient, product, gradientBytes);
      else copyFloats(gradient, product, gradientBytes);
    }
  }
}

@unmanaged
class FilterGradient {
  x: usize;
  dy: usize;
  gradient: usize;
  outChannels: i32;
  workspace: usize;
  staged: usize;
  own: usize;
  rowsOfChunk: i32;
  /** The patches of the stage. */
  first: i32;
  end: i32;

  gradientsOf(first: i32): usize {
    return this.dy + ((<usize>first * <usize>this.outChannels) << 2);
  }

  /** The product of one block's patches, or of some of their rows. */
  multiply(
    patches: usize,
    stride: usize,
    packed: usize,
    target: usize,
    rows: i32,
    count: i32,
    adds: bool,
  ): void {
    multiplyPacked(
      patches,
      stride,
      true,
      packed,
      target,
      rows,
      this.outChannels,
      count,
      adds,
      0,
      0,
      0,
      this.workspace,
      0,
      this.outChannels,
    );
  }
}

/** A chunk is a block's ∂y, to be packed. */
@unmanaged
export class PackBlocks extends FilterGradient {
  compute(chunk: i32): void {
    const length = patchLength();
    const block = blockOfPatches(length);
    const first = this.first + chunk * block;
    const packed = this.staged + <usize>chunk * stagedBytes(length, this.outChannels);
    pack(this.gradientsOf(first), false, this.outChannels, min(block, this.end - first), packed);
  }
}

/** A chunk is some rows of the filter's gradient, over all blocks of the stage. */
@unmanaged
export class FilterRows extends FilterGradient {
  compute(chunk: i32): void {
    const length = patchLength();
    const block = blockOfPatches(length);
    const from = chunk * this.rowsOfChunk;
    const to = min(from + this.rowsOfChunk, length);
    const rows = to - from;
    const target = this.gradient + ((<usize>(from * this.outChannels)) << 2);
    const gathered = this.own + <usize>thread * ownBytes(length, this.outChannels);
    const areImage = patchesAreImage();
    let packed = this.staged;
    for (let first = this.first; first < this.end; first += block) {
      const count = min(block, this.end - first);
      let patches = gathered;
      let stride = (<usize>rows) << 2;
      if (areImage) {
        stride = (<usize>length) << 2;
        patches = this.x + <usize>first * stride + ((<usize>from) << 2);
      } else gatherPixels(this.x, first, count, patches, from / channels, to / channels);
      this.multiply(patches, stride, packed, target, rows, count, first > 0);
      packed += stagedBytes(length, this.outChannels);
    }
  }
}

/** A chunk is a block's product with the whole filter. */
@unmanaged
export class FilterBlocks extends FilterGradient {
  compute(chunk: i32): void {
    const length = patchLength();
    const block = blockOfPatches(length);
    const first = this.first + chunk * block;
    const count = min(block, this.end - first);
    const own = this.own + <usize>thread * ownBytes(length, this.outChannels);
    const packed = own + blockBytes(length);
    let patches = own;
    if (patchesAreImage()) patches = this.x + ((<usize>first * <usize>length) << 2);
    else gatherPatches(this.x, first, count, patches);
    pack(this.gradientsOf(first), false, this.outChannels, count, packed);
    const product = this.staged + <usize>chunk * stagedBytes(length, this.outChannels);
    this.multiply(patches, (<usize>length) << 2, packed, product, length, count, false);
  }
}
