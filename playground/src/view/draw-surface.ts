import type { Palette } from './colors';

/** A function on the square as colors. */
export interface SurfacePicture {
  /** Shares from 0 to 1, row by row from the lower left. */
  readonly values: Float32Array;
  /** Points along each side. */
  readonly side: number;
  /** Left, top and width of where it goes. */
  readonly box: readonly [left: number, top: number, width: number];
  readonly colors: Palette;
}

let scratch: HTMLCanvasElement | undefined;

/** Draws a function on the square smoothly from the color of 0 over that of ½ to that of 1. */
export function drawSurface(
  context: CanvasRenderingContext2D,
  { values, side, box: [left, top, width], colors }: SurfacePicture,
): void {
  scratch ??= document.createElement('canvas');
  scratch.width = scratch.height = side;
  scratch.getContext('2d')!.putImageData(imageOf(values, side, colors), 0, 0);
  context.save();
  context.beginPath();
  context.rect(left, top, width, width);
  context.clip();
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  // The grid's points lie on the square's edge, the pixels' middles within: the picture begins half a cell outside.
  const cell = width / (side - 1);
  context.drawImage(scratch, left - cell / 2, top - cell / 2, width + cell, width + cell);
  context.restore();
}

function imageOf(values: Float32Array, side: number, { surface: [low, middle, high] }: Palette): ImageData {
  const image = new ImageData(side, side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const value = values[(side - 1 - row) * side + column]!;
      const [from, to, share] = value < 0.5 ? [low, middle, 2 * value] : [middle, high, 2 * value - 1];
      const at = 4 * (row * side + column);
      for (let channel = 0; channel < 3; channel++)
        image.data[at + channel] = from[channel]! + share * (to[channel]! - from[channel]!);
      image.data[at + 3] = 255;
    }
  }
  return image;
}
