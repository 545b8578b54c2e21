import type { backend_util } from '@tensorflow/tfjs-core';

let isAllowed = true;

/** Has convolutions on wasm computed by Winograd where that is faster, or never. */
export function setWinograd(allowed: boolean): void {
  isAllowed = allowed;
}

/** The parts of a convolution that are computed apart. */
export type Pass = 'forward' | 'input gradient' | 'filter gradient';

/**
 * Whether Winograd is to compute a convolution, or one of its gradients: where the kernel can, and is faster by an estimate. That
 * doesn't depend on the number of threads, since the results' bits depend on the choice.
 */
export function takesWinograd(info: backend_util.Conv2DInfo, pass: Pass): boolean {
  if (!isAllowed || !canTake(info)) return false;
  if (filterBytes(info) > MOST_FILTER_BYTES) return false;
  if (pass === 'filter gradient') return filterTimeByWinograd(info) < 0.9 * directTime(info, false);
  const backwards = pass === 'input gradient';
  return winogradTime(info, backwards) < 0.9 * directTime(info, backwards);
}

/** Filters of more than this at all points have the memory grow too much: by twice that. */
const MOST_FILTER_BYTES = 2 ** 26;
/** Bytes of a filter that stay in the caches between the tiles, at most. */
const NEAR_BYTES = 2 ** 22;

/** 3x3 at a stride of 1, and 4x4 at a stride of 2. */
function canTake(info: backend_util.Conv2DInfo): boolean {
  const { filterHeight: size, strideHeight: stride } = info;
  if (info.filterWidth !== size || info.strideWidth !== stride) return false;
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) return false;
  if (info.inChannels % 4 !== 0 || info.outChannels % 4 !== 0) return false;
  return (size === 3 && stride === 1) || (size === 4 && stride === 2);
}

// Nanoseconds of one core of an EPYC at 3 GHz, fitted to what `multiplyPacked`, the patches and the transforms took there over 25
// shapes: within a fifth for most. Other machines have other times, but hardly other ratios.

/** Products, the numbers of the patches, and the patches. */
function directTime(info: backend_util.Conv2DInfo, backwards: boolean): number {
  const patches = info.batchSize * info.outHeight * info.outWidth;
  const length = info.filterHeight * info.filterWidth * info.inChannels;
  const [aProduct, aNumber] = backwards ? [0.0575, 0.4] : [0.05, 0.3];
  const columns = backwards ? info.outChannels : inPanels(info.outChannels);
  return patches * (length * (columns * aProduct + aNumber) + 20);
}

/** Time of products, of the filter's numbers, and of those of the tiles at both ends, at each point. */
function winogradTime(info: backend_util.Conv2DInfo, backwards: boolean): number {
  const { outChannels } = info;
  const rows = phasesOf(info) * info.inChannels;
  const { tiles, areApart } = tilesOf(info, backwards);
  const products = tiles * rows * (backwards ? outChannels : inPanels(outChannels));
  const aFilterNumber = filterBytes(info) > NEAR_BYTES ? 1.8 : 0.6;
  const ends = tiles * (rows + outChannels * (areApart ? phasesOf(info) : 1));
  return pointsOf(info) * (products * 0.052 + rows * outChannels * aFilterNumber + ends * 0.9);
}

/** Time of products, of the numbers of the tiles at both ends, and of the filter's, which each stage adds to, at each point. */
function filterTimeByWinograd(info: backend_util.Conv2DInfo): number {
  const { outChannels } = info;
  const rows = phasesOf(info) * info.inChannels;
  const { tiles } = tilesOf(info, false);
  const products = tiles * rows * inPanels(outChannels);
  const tileBytes = 4 * pointsOf(info) * (rows + outChannels);
  const stages = Math.ceil(tiles / Math.max(60, Math.min(480, Math.floor(NEAR_BYTES / tileBytes))));
  const aFilterNumber = (filterBytes(info) > NEAR_BYTES ? 1.8 : 0.6) + 0.6 * (stages - 1);
  const ends = tiles * (rows + outChannels);
  return pointsOf(info) * (products * 0.052 + rows * outChannels * aFilterNumber + ends * 0.9);
}

/** Tiles of 4x4 places, and whether the gradient's phases have tiles of their own since fewer do then: as winograd.ts counts them. */
function tilesOf(info: backend_util.Conv2DInfo, backwards: boolean) {
  const { batchSize, strideHeight: stride, inHeight, inWidth, padInfo } = info;
  const across = (places: number) => Math.ceil(places / 4);
  if (!backwards) {
    const tiles = batchSize * across(info.outHeight) * across(info.outWidth);
    return { tiles, areApart: false };
  }
  const places = (size: number, pad: number) =>
    across(Math.ceil((size + pad) / stride) - Math.floor(pad / stride));
  const together = places(inHeight, padInfo.top) * places(inWidth, padInfo.left);
  const apart = across(Math.ceil(inHeight / stride)) * across(Math.ceil(inWidth / stride));
  const areApart = apart < together && info.inChannels % 8 === 0;
  return { tiles: batchSize * (areApart ? apart : together), areApart };
}

function phasesOf({ strideHeight, strideWidth }: backend_util.Conv2DInfo): number {
  return strideHeight * strideWidth;
}

function pointsOf({ filterHeight, strideHeight }: backend_util.Conv2DInfo): number {
  return (3 + filterHeight / strideHeight) ** 2;
}

function filterBytes(info: backend_util.Conv2DInfo): number {
  return pointsOf(info) * phasesOf(info) * info.inChannels * info.outChannels * 4;
}

/** Columns as a product computes them, eight at a time. */
function inPanels(columns: number): number {
  return Math.ceil(columns / 8) * 8;
}
