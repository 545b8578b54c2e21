import { clearFloats } from './copy';
import {
  gatherPatches,
  imageLength,
  patchesAreImage,
  patchesPerImage,
  patchLength,
  scatterPatches,
} from './patches';
import { multiply, multiplyPacked, pack, packedBytes, spareBytes } from './product';

/** Bytes of patches that are laid out at a time: so many stay in the second-level cache. */
const patchBytes: i32 = 1 << 18;

/** The bytes that one of the functions below needs for the convolution that is set. */
export function convolutionWorkspace(outChannels: i32): usize {
  const length = patchLength();
  const block = blockOfPatches(length);
  const packed = max(packedBytes(outChannels, max(length, block)), packedBytes(length, outChannels));
  return spareBytes() + ((packed + 63) & ~63) + ((<usize>(block * length)) << 2);
}

/** Number of patches that are laid out at a time. */
function blockOfPatches(length: i32): i32 {
  return max(40, min(480, (patchBytes / (4 * max(length, 1)) / 5) * 5));
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
  const packed = workspace + spareBytes();
  pack(filter, false, outChannels, length, packed);
  const patches = packed + ((packedBytes(outChannels, length) + 63) & ~63);
  const stride = (<usize>length) << 2;
  const block = blockOfPatches(length);
  for (let first: i32 = 0; first < total; first += block) {
    const count = min(block, total - first);
    gatherPatches(x, first, count, patches);
    const target = y + ((<usize>first * <usize>outChannels) << 2);
    multiplyPacked(
      patches,
      stride,
      false,
      packed,
      target,
      count,
      outChannels,
      length,
      false,
      bias,
      activation,
      slope,
      workspace,
    );
  }
}

/** ∂filter = patchesᵀ·∂y, summed block by block. */
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
  const packed = workspace + spareBytes();
  const gathered = packed + ((packedBytes(outChannels, block) + 63) & ~63);
  const stride = (<usize>length) << 2;
  if (total === 0) clearFloats(gradient, stride * outChannels);
  for (let first: i32 = 0; first < total; first += block) {
    const count = min(block, total - first);
    const patches = patchesAreImage() ? x + <usize>first * stride : gathered;
    if (patches === gathered) gatherPatches(x, first, count, patches);
    pack(dy + ((<usize>first * <usize>outChannels) << 2), false, outChannels, count, packed);
    multiplyPacked(
      patches,
      stride,
      true,
      packed,
      gradient,
      length,
      outChannels,
      count,
      first > 0,
      0,
      0,
      0,
      workspace,
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
  const packed = workspace + spareBytes();
  pack(filter, true, length, outChannels, packed);
  const patches = packed + ((packedBytes(length, outChannels) + 63) & ~63);
  const stride = (<usize>outChannels) << 2;
  const block = blockOfPatches(length);
  clearFloats(gradient, (<usize>images * <usize>imageLength()) << 2);
  for (let first: i32 = 0; first < total; first += block) {
    const count = min(block, total - first);
    multiplyPacked(
      dy + <usize>first * stride,
      stride,
      false,
      packed,
      patches,
      count,
      length,
      outChannels,
      false,
      0,
      0,
      0,
      workspace,
    );
    scatterPatches(gradient, first, count, patches);
  }
}
