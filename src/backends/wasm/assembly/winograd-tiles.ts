import { activatePart } from './activations';
import { clearFloats, copyFloats } from './copy';
import { filterHeight, strideHeight } from './geometry';
import { Activation, FusedActivation } from './operation-codes';
import { resultsAcross, Transform, transformSquare } from './winograd-transforms';

/**
 * Images at an end of a convolution by Winograd. At a stride of 2, the larger ones are four images side by side: their phases, of the
 * pixels in even and odd rows and columns. A tile is a square of places, with a pixel of each phase at each.
 */
@unmanaged
export class TiledImages {
  address: usize;
  height: i32;
  width: i32;
  channels: i32;
  /** Distance from a pixel to the next one of its phase, both ways. */
  stride: i32;
  /** The pixel of the first phase at the first place. It may lie outside. */
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

  phases(): i32 {
    return this.stride * this.stride;
  }

  /** The numbers of a tile at each point: the channels of each phase. */
  depth(): i32 {
    return this.phases() * this.channels;
  }

  /** The row of a phase's pixel at a place. */
  rowOf(phase: i32, place: i32): i32 {
    return this.top + place * this.stride + phase / this.stride;
  }

  columnOf(phase: i32, place: i32): i32 {
    return this.left + place * this.stride + (phase % this.stride);
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

/** Points of the convolution that is set, in each dimension. */
export function pointsAcross(): i32 {
  return resultsAcross - 1 + filterHeight / strideHeight;
}

/** Bytes of the patch that a tile needs which overhangs an image. */
export function patchBytes(channels: i32): usize {
  return (<usize>(pointsAcross() * pointsAcross() * channels)) << 2;
}

/**
 * The pixels of the tile that begins at a place, at all points, which lie `pointBytes` apart; or the gradients of its results. What
 * lies outside is 0.
 */
export function transformTile(
  from: TiledImages,
  index: i32,
  row: i32,
  column: i32,
  ofResults: bool,
  target: usize,
  pointBytes: usize,
  scratch: usize,
  patch: usize,
): void {
  const points = pointsAcross();
  let kind = points === 5 ? Transform.Pixels5 : Transform.Pixels6;
  if (ofResults) kind = points === 5 ? Transform.Gradients5 : Transform.Gradients6;
  const size = ofResults ? resultsAcross : points;
  const image = from.image(index);
  const bytes = from.pixelBytes();
  const targetLine = <usize>points * pointBytes;
  for (let phase: i32 = 0; phase < from.phases(); phase++, target += bytes) {
    const y = from.rowOf(phase, row);
    const x = from.columnOf(phase, column);
    let source = image + <usize>y * from.lineBytes() + <usize>x * bytes;
    let pixel = <usize>from.stride * bytes;
    let line = <usize>from.stride * from.lineBytes();
    if (!from.holds(y, x, size)) {
      gatherTile(from, image, y, x, size, patch);
      source = patch;
      pixel = bytes;
      line = <usize>size * bytes;
    }
    transformSquare(kind, size, points, source, line, pixel, target, targetLine, pointBytes, bytes, scratch);
  }
}

function gatherTile(from: TiledImages, image: usize, y: i32, x: i32, size: i32, patch: usize): void {
  const bytes = from.pixelBytes();
  for (let row: i32 = 0; row < size; row++)
    for (let column: i32 = 0; column < size; column++, patch += bytes) {
      const atY = y + row * from.stride;
      const atX = x + column * from.stride;
      if (!from.has(atY, atX)) clearFloats(patch, bytes);
      else copyFloats(patch, image + <usize>atY * from.lineBytes() + <usize>atX * bytes, bytes);
    }
}

/** The way back, for some of the phases: a tile's results from its products at all points, as far as they lie inside. */
export function storeTile(
  to: TiledImages,
  index: i32,
  row: i32,
  column: i32,
  phase: i32,
  endPhase: i32,
  source: usize,
  pointBytes: usize,
  activation: i32,
  slope: f32,
  scratch: usize,
  patch: usize,
): void {
  const points = pointsAcross();
  const kind = points === 5 ? Transform.Results5 : Transform.Results6;
  const image = to.image(index);
  const bytes = to.pixelBytes();
  const line = <usize>points * pointBytes;
  for (source += <usize>phase * bytes; phase < endPhase; phase++, source += bytes) {
    const y = to.rowOf(phase, row);
    const x = to.columnOf(phase, column);
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
    for (let line: i32 = 0; line < resultsAcross; line++, target += targetLine)
      for (let pixel: i32 = 0; pixel < resultsAcross; pixel++) {
        const result = target + <usize>pixel * targetPixel;
        finish(activation, result, to.channels, slope);
        const atY = y + line * to.stride;
        const atX = x + pixel * to.stride;
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
