import * as tf from '@tensorflow/tfjs-core';
import * as images from 'gan-core/images';
import { imageFolder } from 'gan-core/node';
import { type Recipe, recipe } from './recipe';

const black = { width: 1, height: 1, data: new Uint8Array(4) };
const options = () => ({
  size: 2,
  batchSize: 1,
  channels: 1,
  scale: 'unit',
  horizontalFlip: true,
  shuffle: false,
  seed: 1,
  partialBatch: 'keep',
  prefetch: 2,
  skipUnreadable: true,
});

/** A call as in a page: Node has neither of the two, and nothing is decoded here. */
function inPage<Given extends unknown[]>(call: (...given: Given) => unknown): (...given: Given) => unknown {
  return (...given) => {
    Object.assign(globalThis, { createImageBitmap() {}, OffscreenCanvas: class {} });
    try {
      return call(...given);
    } finally {
      for (const name of ['createImageBitmap', 'OffscreenCanvas']) Reflect.deleteProperty(globalThis, name);
    }
  };
}

export const recipesOfImages: readonly Recipe[] = [
  recipe('fromPixels', images.fromPixels, () => ({
    pixels: new Uint8Array(4),
    options: { scale: 'unit', shape: [1, 2, 2, 1] },
  })),
  recipe('fromPixels', images.fromPixels, () => ({
    pixels: tf.fill([4], 255, 'int32'),
    options: { scale: 'tanh' },
  })),
  recipe('toPixels', images.toPixels, () => ({ images: tf.fill([4], 0.5), options: { scale: 'unit' } })),
  recipe('imageBatches', images.imageBatches, () => ({
    pictures: [{ name: 'a', className: 'dark', load: () => black }],
    options: options(),
  })),
  recipe('imageFiles', inPage(images.imageFiles as (...given: never[]) => unknown), () => ({
    files: [new Blob(['a'])],
    options: { ...options(), classOf: () => 'dark' },
  })),
  recipe('imageFolder', imageFolder, () => ({
    path: 'docs/assets',
    options: { ...options(), labelsFromFolders: false, extensions: ['.png'], decode: () => black },
  })),
];
