// ∂filter by Winograd. At each point it is one product: the tiles' pixels, transposed, times their results' gradients. The sum over the
// tiles goes stage by stage, whose size doesn't depend on the threads, so neither do the results' bits.

import { jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import {
  channels,
  filterHeight,
  filterWidth,
  inHeight,
  inWidth,
  left,
  outHeight,
  outWidth,
  strideHeight,
  top,
} from './geometry';
import { Job } from './jobs';
import { pack, packedBytes } from './pack';
import { multiplyPacked, spareOfThreads } from './product';
import { describe, tilesOf } from './winograd';
import { chunkRows, endsBytes, filterRows, patchOfThread, spaced } from './winograd-jobs';
import { pointsAcross, TiledImages, transformTile } from './winograd-tiles';
import { resultsAcross, Transform, transformScratch, transformSquare } from './winograd-transforms';

/** Bytes of a stage's tiles at all points, about. */
const stageBytes: i32 = 1 << 22;
/** Tiles of a stage, at least and at most: not so few that adding the products up takes longer than they do. */
const fewestTiles: i32 = 60;
const mostTiles: i32 = 480;
/** Tiles that a chunk transforms. */
const chunkTiles: i32 = 8;

function tilesOfStage(outChannels: i32): i32 {
  const points = pointsAcross() * pointsAcross();
  return max(fewestTiles, min(mostTiles, stageBytes / (4 * points * (filterRows() + outChannels))));
}

/** A thread's scratch, its patch, and the gradients at a point as a product reads them. */
function ownBytes(outChannels: i32): usize {
  const packed = spaced(<i32>(packedBytes(outChannels, tilesOfStage(outChannels)) >> 2));
  return transformScratch + patchOfThread(outChannels) + packed;
}

/** The bytes that `winogradFilterGradient` needs for the convolution that is set. */
export function winogradFilterWorkspace(outChannels: i32): usize {
  const points = <usize>(pointsAcross() * pointsAcross());
  const tiles = tilesOfStage(outChannels);
  const perPoint =
    spaced(tiles * filterRows()) + spaced(tiles * outChannels) + spaced(filterRows() * outChannels);
  return spareOfThreads() + endsBytes + points * perPoint + <usize>threads * ownBytes(outChannels);
}

/** ∂filter from x and ∂y. */
export function winogradFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  outChannels: i32,
  workspace: usize,
): void {
  const points = <usize>(pointsAcross() * pointsAcross());
  const stage = tilesOfStage(outChannels);
  const ends = workspace + spareOfThreads();
  const job = jobOf<FilterGradient>();
  job.x = describe(ends, x, inHeight, inWidth, channels, strideHeight, -top, -left);
  job.dy = describe(ends + endsBytes / 2, dy, outHeight, outWidth, outChannels, 1, 0, 0);
  job.gradient = gradient;
  job.outChannels = outChannels;
  job.across = tilesOf(outWidth);
  job.perImage = tilesOf(outHeight) * job.across;
  job.workspace = workspace;
  job.pixels = ends + endsBytes;
  job.gradients = job.pixels + points * spaced(stage * filterRows());
  job.products = job.gradients + points * spaced(stage * outChannels);
  job.own = job.products + points * spaced(filterRows() * outChannels);
  const tiles = images * job.perImage;
  for (let first: i32 = 0; first < tiles; first += stage) {
    job.first = first;
    job.count = min(stage, tiles - first);
    share<TransformTiles>(Job.TransformTiles, (job.count + chunkTiles - 1) / chunkTiles);
    share<MultiplyPoint>(Job.MultiplyPoint, <i32>points);
  }
  share<FilterOfPoints>(Job.FilterOfPoints, (filterRows() + chunkRows - 1) / chunkRows);
}

/** The parameters of all three jobs. */
@unmanaged
class FilterGradient {
  x: TiledImages;
  dy: TiledImages;
  gradient: usize;
  outChannels: i32;
  /** Tiles of a line, and of an image. */
  across: i32;
  perImage: i32;
  /** The stage's tiles. */
  first: i32;
  count: i32;
  workspace: usize;
  /** The stage's pixels and gradients at all points, and the products of all stages so far. */
  pixels: usize;
  gradients: usize;
  products: usize;
  /** Address of what each thread has for its own. */
  own: usize;

  ownOfThread(): usize {
    return this.own + <usize>thread * ownBytes(this.outChannels);
  }
}

/** A chunk is some of the stage's tiles, at both ends. */
@unmanaged
export class TransformTiles extends FilterGradient {
  compute(chunk: i32): void {
    const end = min((chunk + 1) * chunkTiles, this.count);
    for (let index = chunk * chunkTiles; index < end; index++) {
      this.transform(this.x, index, false, filterRows(), this.pixels);
      this.transform(this.dy, index, true, this.outChannels, this.gradients);
    }
  }

  transform(images: TiledImages, index: i32, ofResults: bool, depth: i32, target: usize): void {
    const tile = this.first + index;
    const scratch = this.ownOfThread();
    transformTile(
      images,
      tile / this.perImage,
      ((tile % this.perImage) / this.across) * resultsAcross,
      (tile % this.across) * resultsAcross,
      ofResults,
      target + ((<usize>(index * depth)) << 2),
      spaced(this.count * depth),
      scratch,
      scratch + transformScratch,
    );
  }
}

/** A chunk is a point: the product of the stage's tiles there. */
@unmanaged
export class MultiplyPoint extends FilterGradient {
  compute(chunk: i32): void {
    const depth = filterRows();
    const columns = this.outChannels;
    const point = <usize>chunk;
    const packed = this.ownOfThread() + transformScratch + patchOfThread(columns);
    pack(this.gradients + point * spaced(this.count * columns), false, columns, this.count, packed);
    multiplyPacked(
      this.pixels + point * spaced(this.count * depth),
      (<usize>depth) << 2,
      true,
      packed,
      this.products + point * spaced(depth * columns),
      depth,
      columns,
      this.count,
      this.first > 0,
      0,
      0,
      0,
      this.workspace,
      0,
      columns,
    );
  }
}

/** A chunk is some rows of the filter's matrix, from all points. */
@unmanaged
export class FilterOfPoints extends FilterGradient {
  compute(chunk: i32): void {
    const points = pointsAcross();
    const rowBytes = (<usize>this.outChannels) << 2;
    const pointBytes = spaced(filterRows() * this.outChannels);
    const pixel = <usize>(strideHeight * channels) * rowBytes;
    const end = min((chunk + 1) * chunkRows, filterRows());
    for (let row = chunk * chunkRows; row < end; row++) {
      const phase = row / channels;
      const tap = (phase / strideHeight) * filterWidth + (phase % strideHeight);
      transformSquare(
        points === 5 ? Transform.FilterGradients5 : Transform.FilterGradients6,
        points,
        filterHeight / strideHeight,
        this.products + <usize>row * rowBytes,
        <usize>points * pointBytes,
        pointBytes,
        this.gradient + <usize>(tap * channels + (row % channels)) * rowBytes,
        <usize>filterWidth * pixel,
        pixel,
        rowBytes,
        this.ownOfThread(),
      );
    }
  }
}
