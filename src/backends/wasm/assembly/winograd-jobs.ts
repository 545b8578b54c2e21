import { thread } from '../../../threads/assembly/thread-pool';
import { aligned } from './convolution';
import { channels, filterHeight, filterWidth, strideHeight } from './geometry';
import { FusedActivation } from './operation-codes';
import { pack, packedBytes } from './pack';
import { multiplyPacked } from './product';
import { patchBytes, pointsAcross, storeTile, TiledImages, transformTile } from './winograd-tiles';
import { resultsAcross, Transform, transformScratch, transformSquare } from './winograd-transforms';

/** Tiles that are multiplied at a time: a multiple of the rows of a product's own tile. */
export const mostTiles: i32 = 60;
/** Rows of the filter's matrix that a chunk transforms. */
export const chunkRows: i32 = 8;
/** Points a power of two apart would fall into the same few lines of the cache: a line more keeps them apart. */
const gap: usize = 64;
/** Bytes of what describes the images at both ends. */
export const endsBytes: usize = 128;

/** Rows of the filter at one point, as a matrix: the phases' channels. Its columns are the output's channels. */
export function filterRows(): i32 {
  return strideHeight * strideHeight * channels;
}

/** Bytes from a point to the next one, of so many numbers each. */
export function spaced(count: i32): usize {
  return aligned((<usize>count) << 2) + gap;
}

/** Bytes from a point of the packed filter to the next one, in either direction. */
export function packedPoint(outChannels: i32): usize {
  const rows = filterRows();
  return aligned(max(packedBytes(outChannels, rows), packedBytes(rows, outChannels))) + gap;
}

/** Bytes of the patch that a thread needs. */
export function patchOfThread(outChannels: i32): usize {
  return aligned(patchBytes(max(channels, outChannels)));
}

/** A thread's scratch and patch, and its tiles at all points before and after the product. */
export function ownBytes(outChannels: i32): usize {
  const points = pointsAcross() * pointsAcross();
  const tiles = spaced(mostTiles * filterRows()) + spaced(mostTiles * outChannels);
  return transformScratch + patchOfThread(outChannels) + <usize>points * tiles;
}

/** The parameters of all three jobs. */
@unmanaged
export class Winograd {
  from: TiledImages;
  to: TiledImages;
  filter: usize;
  /** Whether from ∂y to ∂x: by the filter turned round, transposed. */
  turned: bool;
  outChannels: i32;
  /** Whether the phases of the result are computed each by itself. */
  apart: bool;
  /** Tiles of an image. */
  down: i32;
  across: i32;
  /** Tiles of all images, of each phase if these are apart; and those of a chunk. */
  tiles: i32;
  together: i32;
  bias: usize;
  activation: i32;
  slope: f32;
  workspace: usize;
  /** The filter at all points, and the same in the order in which a product reads it. */
  transformed: usize;
  packed: usize;
  /** Address of what each thread has for its own. */
  own: usize;

  chunksOfPhase(): i32 {
    return (this.tiles + this.together - 1) / this.together;
  }

  ownOfThread(): usize {
    return this.own + <usize>thread * ownBytes(this.outChannels);
  }
}

/** A chunk is some rows of the filter's matrix, at all points. */
@unmanaged
export class TransformFilter extends Winograd {
  compute(chunk: i32): void {
    const points = pointsAcross();
    const taps = filterHeight / strideHeight;
    const rowBytes = (<usize>this.outChannels) << 2;
    const pointBytes = spaced(filterRows() * this.outChannels);
    let pixel = <usize>(strideHeight * channels) * rowBytes;
    let line = <usize>filterWidth * pixel;
    let first = this.filter;
    if (this.turned) {
      first += <usize>(taps - 1) * (line + pixel);
      pixel = 0 - pixel;
      line = 0 - line;
    }
    const end = min((chunk + 1) * chunkRows, filterRows());
    for (let row = chunk * chunkRows; row < end; row++) {
      const phase = row / channels;
      const tap = (phase / strideHeight) * filterWidth + (phase % strideHeight);
      transformSquare(
        points === 5 ? Transform.Taps5 : Transform.Taps6,
        taps,
        points,
        first + <usize>(tap * channels + (row % channels)) * rowBytes,
        line,
        pixel,
        this.transformed + <usize>row * rowBytes,
        <usize>points * pointBytes,
        pointBytes,
        rowBytes,
        this.ownOfThread(),
      );
    }
  }
}

/** A chunk is the filter's matrix at one point. */
@unmanaged
export class PackPoint extends Winograd {
  compute(chunk: i32): void {
    const matrix = this.transformed + <usize>chunk * spaced(filterRows() * this.outChannels);
    const packed = this.packed + <usize>chunk * packedPoint(this.outChannels);
    if (this.turned) pack(matrix, true, filterRows(), this.outChannels, packed);
    else pack(matrix, false, this.outChannels, filterRows(), packed);
  }
}

/** A chunk is some tiles of the images, one after another; of one phase, if these are apart. */
@unmanaged
export class WinogradTiles extends Winograd {
  compute(chunk: i32): void {
    const all = pointsAcross() * pointsAcross();
    const perPhase = this.chunksOfPhase();
    const phase = chunk / perPhase;
    const endPhase = this.apart ? phase + 1 : this.to.phases();
    const first = (chunk % perPhase) * this.together;
    const count = min(this.together, this.tiles - first);
    const depth = this.from.depth();
    const columns = this.to.depth();
    const pixelPoint = spaced(count * depth);
    const productPoint = spaced(count * columns);
    const scratch = this.ownOfThread();
    const patch = scratch + transformScratch;
    const pixels = patch + patchOfThread(this.outChannels);
    const products = pixels + <usize>all * pixelPoint;
    const perImage = this.down * this.across;
    for (let index: i32 = 0; index < count; index++) {
      const tile = first + index;
      const target = pixels + ((<usize>(index * depth)) << 2);
      const row = this.rowOf(tile, phase);
      const column = this.columnOf(tile, phase);
      transformTile(this.from, tile / perImage, row, column, false, target, pixelPoint, scratch, patch);
    }
    for (let point: i32 = 0; point < all; point++) {
      const factor = pixels + <usize>point * pixelPoint;
      this.multiply(point, factor, products + <usize>point * productPoint, count, phase, endPhase);
    }
    for (let index: i32 = 0; index < count; index++) {
      const tile = first + index;
      storeTile(
        this.to,
        tile / perImage,
        this.rowOf(tile, phase),
        this.columnOf(tile, phase),
        phase,
        endPhase,
        products + ((<usize>(index * columns)) << 2),
        productPoint,
        this.activation,
        this.slope,
        scratch,
        patch,
      );
    }
  }

  /** The place at which a tile begins, counted from above. By itself, a phase begins at its first pixel inside. */
  rowOf(tile: i32, phase: i32): i32 {
    const skipped = this.apart && this.to.rowOf(phase, 0) < 0 ? 1 : 0;
    return skipped + ((tile / this.across) % this.down) * resultsAcross;
  }

  columnOf(tile: i32, phase: i32): i32 {
    const skipped = this.apart && this.to.columnOf(phase, 0) < 0 ? 1 : 0;
    return skipped + (tile % this.across) * resultsAcross;
  }

  /** The tiles at one point by the filter there: the columns of some phases. */
  multiply(point: i32, pixels: usize, products: usize, count: i32, phase: i32, endPhase: i32): void {
    const depth = this.from.depth();
    // What is added at point (1, 1), whose results are all of them, is added to each result.
    const bias = point === pointsAcross() + 1 ? this.bias : 0;
    multiplyPacked(
      pixels,
      (<usize>depth) << 2,
      false,
      this.packed + <usize>point * packedPoint(this.outChannels),
      products,
      count,
      this.to.depth(),
      depth,
      false,
      bias,
      FusedActivation.linear,
      0,
      this.workspace,
      phase * this.to.channels,
      endPhase * this.to.channels,
    );
  }
}
