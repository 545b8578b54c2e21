import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { curvesSvg, drawOnCanvas, gifBytes, imageGrid, scatterSvg } from 'gan-core/figures';
import { afterEach, beforeAll, expect, it } from 'vitest';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => document.body.replaceChildren());

/** A frame of opaque colors. */
function frame(width: number, height: number, seed: number) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at++)
    data[at] = at % 4 === 3 ? 255 : ((at >> 2) * 37 + seed * (at % 4)) % 256;
  return { width, height, data };
}

it.each([
  ['a canvas of the page', () => document.createElement('canvas')],
  ['one off the screen', () => new OffscreenCanvas(1, 1)],
] as const)('draws a grid on %s, pixel by pixel', async (_, make) => {
  const grid = await imageGrid(tf.randomUniform([6, 5, 4, 3], -1, 1), { zoom: 2 });
  const canvas = make();
  drawOnCanvas(canvas, frame(3, 3, 1));
  drawOnCanvas(canvas, grid);
  expect([canvas.width, canvas.height]).toEqual([grid.width, grid.height]);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  expect(context.getImageData(0, 0, grid.width, grid.height).data).toEqual(grid.data);
});

it('refuses what is no canvas, and one of WebGL', () => {
  const pixels = frame(1, 1, 0);
  expect(() => drawOnCanvas({} as never, pixels)).toThrow(
    /^canvas: got an empty object; expected a <canvas>/,
  );
  const canvas = new OffscreenCanvas(1, 1);
  canvas.getContext('webgl2');
  expect(() => drawOnCanvas(canvas, pixels)).toThrow(/^canvas: gives null for the context '2d'/);
  expect(() => drawOnCanvas(new OffscreenCanvas(1, 1), { ...pixels, width: 2 })).toThrow(
    /^pixels: got 4 bytes/,
  );
});

it('makes a GIF that the browser reads, frame by frame', async () => {
  const frames = [frame(12, 9, 1), frame(12, 9, 2), frame(12, 9, 3)];
  const gif = await gifBytes(frames, { delayMs: 200 });
  const decoder = new ImageDecoder({ data: gif as Uint8Array<ArrayBuffer>, type: 'image/gif' });
  await decoder.completed;
  await decoder.tracks.ready;
  expect(decoder.tracks.selectedTrack?.frameCount).toBe(3);
  for (const [frameIndex, { width, height, data }] of frames.entries()) {
    const { image } = await decoder.decode({ frameIndex });
    expect(image.duration).toBe(200_000);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    image.close();
    expect(context.getImageData(0, 0, width, height).data).toEqual(data);
  }
});

it('draws curves and points by the page’s own document', async () => {
  document.body.innerHTML = await curvesSvg([{ name: 'loss', x: [0, 1], y: [2, 1] }], { title: 'Loss' });
  const [name] = [...document.querySelectorAll('svg text')].filter((text) => text.textContent === 'loss');
  expect((name as SVGTextElement).getBBox().width).toBeGreaterThan(10);
  expect(document.querySelectorAll('[aria-label="dot"] circle')).toHaveLength(2);
  document.body.innerHTML = await scatterSvg([{ name: 'real', points: [[0, 0]] }], { side: 100, reach: 1 });
  const { left, top } = document.querySelector('svg')!.getBoundingClientRect();
  const dot = document.querySelector('[aria-label="dot"] circle')!.getBoundingClientRect();
  // 22 units of the legend, 6 of the margin; on some screens Plot moves its marks by half a pixel, to be sharp.
  expect(Math.abs(dot.left + dot.width / 2 - left - 100)).toBeLessThan(0.6);
  expect(Math.abs(dot.top + dot.height / 2 - top - 78)).toBeLessThan(0.6);
});
