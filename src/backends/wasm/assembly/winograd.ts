// Convolutions with fewer multiplications: see winograd-transforms.ts. A filter of 3x3 that visits each pixel is F(4, 3). One of 4x4
// at a stride of 2 is four of 2x2, F(4, 2), one for each phase of the images: their pixels in even and odd rows and columns. Channels
// are multiples of 4. Tiles don't depend on each other, nor on which are computed together: so neither do the results' bits.

import { jobOf, share } from '../../../threads/assembly/share';
import { threads } from '../../../threads/assembly/thread-pool';
import {
  channels,
  filterHeight,
  inHeight,
  inWidth,
  left,
  outHeight,
  outWidth,
  strideHeight,
  top,
} from './geometry';
import { Job } from './jobs';
import { FusedActivation } from './operation-codes';
import { spareOfThreads } from './product';
import { tileColumns } from './tile';
import {
  chunkRows,
  endsBytes,
  filterRows,
  mostTiles,
  ownBytes,
  PackPoint,
  packedPoint,
  spaced,
  TransformFilter,
  Winograd,
  WinogradTiles,
} from './winograd-jobs';
import { pointsAcross, TiledImages } from './winograd-tiles';
import { resultsAcross } from './winograd-transforms';

/** Tiles of a chunk at least, where threads share them. */
const fewestTiles: i32 = 15;

/** The bytes that one of the functions below needs for the convolution that is set. */
export function winogradWorkspace(outChannels: i32): usize {
  const points = pointsAcross() * pointsAcross();
  const filter = <usize>points * (packedPoint(outChannels) + spaced(filterRows() * outChannels));
  return spareOfThreads() + endsBytes + filter + <usize>threads * ownBytes(outChannels);
}

/** y = x ∗ filter, plus a bias, through an activation. */
export function winogradConvolve(
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
  const ends = workspace + spareOfThreads();
  const from = describe(ends, x, inHeight, inWidth, channels, strideHeight, -top, -left);
  const to = describe(ends + endsBytes / 2, y, outHeight, outWidth, outChannels, 1, 0, 0);
  const down = tilesOf(outHeight);
  const across = tilesOf(outWidth);
  run(from, to, filter, false, false, images, down, across, bias, activation, slope, workspace);
}

/** ∂x from ∂y: the same with the filter turned round, from the images that are smaller to the phases of the larger ones. */
export function winogradInputGradient(
  dy: usize,
  filter: usize,
  gradient: usize,
  images: i32,
  outChannels: i32,
  workspace: usize,
): void {
  const stride = strideHeight;
  const reach = filterHeight / stride - 1;
  // Places of ∂y before these give nothing to pixels inside.
  const firstRow = top / stride;
  const firstColumn = left / stride;
  const ends = workspace + spareOfThreads();
  const from = describe(ends, dy, outHeight, outWidth, outChannels, 1, firstRow - reach, firstColumn - reach);
  const to = describe(
    ends + endsBytes / 2,
    gradient,
    inHeight,
    inWidth,
    channels,
    stride,
    firstRow * stride - top,
    firstColumn * stride - left,
  );
  // Phases whose first pixels lie outside have one place more than others. Computed each by itself, none needs that.
  const down = tilesOf((inHeight + top + stride - 1) / stride - firstRow);
  const across = tilesOf((inWidth + left + stride - 1) / stride - firstColumn);
  const downApart = tilesOf((inHeight + stride - 1) / stride);
  const acrossApart = tilesOf((inWidth + stride - 1) / stride);
  if (downApart * acrossApart < down * across && channels % tileColumns === 0)
    run(
      from,
      to,
      filter,
      true,
      true,
      images,
      downApart,
      acrossApart,
      0,
      FusedActivation.linear,
      0,
      workspace,
    );
  else run(from, to, filter, true, false, images, down, across, 0, FusedActivation.linear, 0, workspace);
}

/** Tiles that cover so many places. */
export function tilesOf(places: i32): i32 {
  return (places + resultsAcross - 1) / resultsAcross;
}

/** Describes the images at one end, in memory of the workspace. */
export function describe(
  at: usize,
  address: usize,
  height: i32,
  width: i32,
  depth: i32,
  stride: i32,
  firstRow: i32,
  firstColumn: i32,
): TiledImages {
  const images = changetype<TiledImages>(at);
  images.address = address;
  images.height = height;
  images.width = width;
  images.channels = depth;
  images.stride = stride;
  images.top = firstRow;
  images.left = firstColumn;
  return images;
}

function run(
  from: TiledImages,
  to: TiledImages,
  filter: usize,
  turned: bool,
  apart: bool,
  images: i32,
  down: i32,
  across: i32,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
): void {
  const points = pointsAcross();
  const outChannels = turned ? from.channels : to.channels;
  const tiles = images * down * across;
  const job = jobOf<Winograd>();
  job.from = from;
  job.to = to;
  job.filter = filter;
  job.turned = turned;
  job.apart = apart;
  job.outChannels = outChannels;
  job.down = down;
  job.across = across;
  job.tiles = tiles;
  job.bias = bias;
  job.activation = activation;
  job.slope = slope;
  job.workspace = workspace;
  job.packed = workspace + spareOfThreads() + endsBytes;
  job.transformed = job.packed + <usize>(points * points) * packedPoint(outChannels);
  job.own = job.transformed + <usize>(points * points) * spaced(filterRows() * outChannels);
  job.together = threads === 1 ? mostTiles : max(fewestTiles, min(mostTiles, (tiles / (20 * threads)) * 5));
  share<TransformFilter>(Job.TransformFilter, (filterRows() + chunkRows - 1) / chunkRows);
  share<PackPoint>(Job.PackPoint, points * points);
  share<WinogradTiles>(Job.WinogradTiles, job.chunksOfPhase() * (apart ? to.phases() : 1));
}
