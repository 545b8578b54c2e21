import { devNull } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import * as figures from 'gan-core/figures';
import { pngBytes, svgToPng, writePng } from 'gan-core/node';
import { givenUp } from './judge';
import { type Recipe, recipe } from './recipe';

const pixels = () => ({ width: 1, height: 1, data: new Uint8ClampedArray(4) });
const layout = () => ({ gap: 1, zoom: 2, background: [0, 0, 0, 255] });
const way = () => ({ steps: 2, method: 'linear', scale: 'unit', signal: givenUp() });
/** What drawOnCanvas touches of one: it is changed there, so nothing of it is frozen. */
class Canvas {
  width = 0;
  height = 0;
  getContext() {
    return { createImageData: pixels, putImageData() {} };
  }
}
const latents = () => ({
  generate: (latent: tf.Tensor) => tf.reshape(latent, [-1, 1, 1, 1]),
  a: tf.zeros([1]),
  b: tf.ones([1]),
});

/** Writes nowhere, whatever the file is called. */
const intoNothing: typeof writePng = (path, ...others) =>
  writePng(typeof path === 'string' && path !== '' ? devNull : path, ...others);

export const recipesOfFigures: readonly Recipe[] = [
  recipe('imageGrid', figures.imageGrid, () => ({
    images: tf.zeros([2, 1, 1, 3]),
    options: { columns: 2, labels: [0, 1], scale: 'unit', ...layout() },
  })),
  recipe('interpolationStrip', figures.interpolationStrip, () => ({
    ...latents(),
    options: { ...way(), ...layout() },
  })),
  recipe('interpolationFrames', figures.interpolationFrames, () => ({
    ...latents(),
    options: { ...way(), zoom: 2 },
  })),
  recipe('gifBytes', figures.gifBytes, () => ({
    frames: [pixels()],
    options: { delayMs: 50, loop: false, background: [1, 2, 3], signal: givenUp() },
  })),
  recipe('drawOnCanvas', figures.drawOnCanvas, () => ({ canvas: new Canvas(), pixels: pixels() })),
  recipe(
    'scatterSvg',
    figures.scatterSvg,
    () => ({
      groups: [{ name: 'real', points: [[0, 1]], color: '#555555', radius: 2 }],
      options: {
        title: 'Points',
        side: 100,
        middle: [0, 0],
        reach: 2,
        axes: ['x', 'y'],
        circles: [{ center: [0, 0], radius: 1 }],
        labels: [{ text: 'a', at: [0, 0], anchor: 'end', color: '#123', bold: true }],
        legend: true,
      },
    }),
    [],
    4,
  ),
  recipe(
    'curvesSvg',
    figures.curvesSvg,
    () => ({
      curves: [{ name: 'loss', x: [0], y: [1], interval: [[0, 2]], color: '#555555', dashed: true }],
      options: {
        title: 'Losses',
        width: 200,
        height: 100,
        xLabel: 'step',
        yLabel: 'nats',
        yDomain: [0, 2],
        yScale: 'linear',
        legend: true,
      },
    }),
    [],
    4,
  ),
  recipe('plotSvg', figures.plotSvg, () => ({ options: { width: 100, height: 100, marks: [] } }), [], 4),
  recipe('pngBytes', pngBytes, () => ({ pixels: pixels() })),
  recipe('writePng', intoNothing, () => ({ path: devNull, pixels: pixels() })),
  recipe('svgToPng', svgToPng, () => ({
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>',
    options: { zoom: 1, background: 'none', fontFiles: [], refuseCut: true },
  })),
];
