import { ArgumentError, checkPixels, describeValue, isFunction } from '../errors';
import type { Picture } from '../images';

/**
 * Draws pixels on a canvas, which takes their size: one pixel of the canvas is one of theirs. What was drawn there is gone. Where
 * CSS makes the canvas larger, `image-rendering: pixelated` keeps it sharp.
 *
 * @param canvas - a page's `<canvas>`, or an OffscreenCanvas of a worker
 * @param pixels - `{ width, height, data }`: a figure of this room, or an ImageData
 * @throws ArgumentError for what is no canvas, one that has another context than '2d', or what are no pixels
 *
 * @example
 * ```ts browser
 * import type { Tensor } from '@tensorflow/tfjs-core';
 * import { drawOnCanvas, imageGrid } from 'gan-core/figures';
 * declare const samples: Tensor;
 * drawOnCanvas(document.querySelector('canvas')!, await imageGrid(samples, { zoom: 4 }));
 * ```
 */
export function drawOnCanvas(canvas: HTMLCanvasElement | OffscreenCanvas, pixels: Picture): void {
  const isCanvas = typeof canvas === 'object' && canvas !== null && isFunction(canvas.getContext);
  if (!isCanvas)
    throw new ArgumentError(
      'canvas',
      `got ${describeValue(canvas)}; expected a <canvas> or an OffscreenCanvas.`,
    );
  const { width, height, data } = checkPixels('pixels', pixels);
  const context = canvas.getContext('2d') as Context | null;
  if (!isFunction(context?.createImageData))
    throw new ArgumentError(
      'canvas',
      `gives ${describeValue(context)} for the context '2d'; expected a canvas that has no other context, 'webgl' say.`,
    );
  try {
    canvas.width = width;
    canvas.height = height;
    const image = context.createImageData(width, height);
    image.data.set(data);
    context.putImageData(image, 0, 0);
  } catch (cause) {
    throw new ArgumentError(
      'canvas',
      `can't be drawn on, at ${width} by ${height} pixels: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
