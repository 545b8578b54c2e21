import { activatePart } from './activations';
import { clearFloats, copyFloats } from './copy';
import { Activation, FusedActivation } from './operation-codes';
import { resultsAcross, Transform, transformSquare } from './winograd-transforms';

/**
 * Images at an end of a convolution by Winograd. At a stride of 2, the larger ones are four images side by side: their phases, of the
 * pixels in even and odd rows and columns. A tile has a square of pixels in each phase, and tile (i, j) begins at pixel
 * (top + 4·i·stride, left + 4·j·stride).
 */
@unmanaged
export class TiledImages {
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  /** From a pixel to the next one of its phase, both ways. */
  stride: i32;
  top: i32;
  left: i32;

  image(index: i32): usize {
    return this.address + <usize>index * <usize>this.height * this.lineBytes();
  }

  lineBytes(): usize {
    return <usize>this.width * this.pixelBytes();
  }

  pixelBytes(): usize {
    return (<usize>this.channels) << 2;
  }

  /** The numbers of a tile at each point: the channels of each phase. */
  depth(): i32 {
    return this.stride * this.stride * this.channels;
  }

  /** Whether all of the `size` x `size` pixels of a phase lie inside, of which the first is given. */
  holds(y: i32, x: i32, size: i32): bool {
    const reach = (size - 1) * this.stride;
    return y >= 0 && x >= 0 && y + reach < this.height && x + reach < this.width;
  }

  has(y: i32, x: i32): bool {
    return y >= 0 && x >= 0 && y < this.height && x < this.width;
  }
}

/** Bytes of the patch that a tile needs which overhangs an image. */
export function patchBytes(points: i32, channels: i32): usize {
  return (<usize>(points * points * channels)) << 2;
}

/** A tile's pixels at all points, which lie `pointBytes` apart. What lies outside of the image is 0. */
export function transformTile(
  from: TiledImages,
  index: i32,
  i: i32,
  j: i32,
  points: i32,
  target: usize,
  pointBytes: usize,
  scratch: usize,
  patch: usize,
): void {
  const kind = points === 5 ? Transform.Pixels5 : Transform.Pixels6;
  const image = from.image(index);
  const bytes = from.pixelBytes();
  const targetLine = <usize>points * pointBytes;
  const phases = from.stride * from.stride;
  for (let phase: i32 = 0; phase < phases; phase++, target += bytes) {
    const y = from.top + i * resultsAcross * from.stride + phase / from.stride;
    const x = from.left + j * resultsAcross * from.stride + (phase % from.stride);
    let source = image + <usize>y * from.lineBytes() + <usize>x * bytes;
    let pixel = <usize>from.stride * bytes;
    let line = <usize>from.stride * from.lineBytes();
    if (!from.holds(y, x, points)) {
      gatherTile(from, image, y, x, points, patch);
      source = patch;
      pixel = bytes;
      line = <usize>points * bytes;
    }
    transformSquare(
      kind,
      points,
      points,
      source,
      line,
      pixel,
      target,
      targetLine,
      pointBytes,
      bytes,
      scratch,
    );
  }
}

function gatherTile(from: TiledImages, image: usize, y: i32, x: i32, points: i32, patch: usize): void {
  const bytes = from.pixelBytes();
  for (let row: i32 = 0; row < points; row++)
    for (let column: i32 = 0; column < points; column++, patch += bytes) {
      const atY = y + row * from.stride;
      const atX = x + column * from.stride;
      if (!from.has(atY, atX)) clearFloats(patch, bytes);
      else copyFloats(patch, image + <usize>atY * from.lineBytes() + <usize>atX * bytes, bytes);
    }
}

/** The way back: a tile's results from its products at all points, as far as they lie inside of the image. */
export function storeTile(
  to: TiledImages,
  index: i32,
  i: i32,
  j: i32,
  points: i32,
  source: usize,
  pointBytes: usize,
  activation: i32,
  slope: f32,
  scratch: usize,
  patch: usize,
): void {
  const kind = points === 5 ? Transform.Results5 : Transform.Results6;
  const image = to.image(index);
  const bytes = to.pixelBytes();
  const line = <usize>points * pointBytes;
  const phases = to.stride * to.stride;
  for (let phase: i32 = 0; phase < phases; phase++, source += bytes) {
    const y = to.top + i * resultsAcross * to.stride + phase / to.stride;
    const x = to.left + j * resultsAcross * to.stride + (phase % to.stride);
    const isInside = to.holds(y, x, resultsAcross);
    let target = patch;
    let targetPixel = bytes;
    let targetLine = <usize>resultsAcross * bytes;
    if (isInside) {
      target = image + <usize>y * to.lineBytes() + <usize>x * bytes;
      targetPixel = <usize>to.stride * bytes;
      targetLine = <usize>to.stride * to.lineBytes();
    }
    transformSquare(
      kind,
      points,
      resultsAcross,
      source,
      line,
      pointBytes,
      target,
      targetLine,
      targetPixel,
      bytes,
      scratch,
    );
    for (let row: i32 = 0; row < resultsAcross; row++, target += targetLine)
      for (let column: i32 = 0; column < resultsAcross; column++) {
        const result = target + <usize>column * targetPixel;
        finish(activation, result, to.channels, slope);
        const atY = y + row * to.stride;
        const atX = x + column * to.stride;
        if (!isInside && to.has(atY, atX))
          copyFloats(image + <usize>atY * to.lineBytes() + <usize>atX * bytes, result, bytes);
      }
  }
}

function finish(activation: i32, result: usize, channels: i32, slope: f32): void {
  if (activation === FusedActivation.linear) return;
  const kind = activation === FusedActivation.relu ? Activation.Relu : Activation.LeakyRelu;
  activatePart(kind, result, result, channels, slope);
}
