import * as tf from '@tensorflow/tfjs-core';
import type { KernelRun } from './kernel-run';

/** Gradients of pooling 2x2 with stride 2. */
export function poolGradients(images: number, size: number, channels: number): KernelRun[] {
  const input = tf.randomNormal<tf.Rank.R4>([images, size, size, channels]);
  const output = tf.maxPool(input, 2, 2, 'valid');
  const dy = tf.randomNormal(output.shape);
  const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const title = `${images}x${size}x${size}x${channels}, 2x2 s2`;
  return [
    {
      title: `max pooling's gradient, ${title}`,
      kernel: 'MaxPoolGrad',
      inputs: { dy, input, output },
      attrs,
    },
    { title: `average pooling's gradient, ${title}`, kernel: 'AvgPoolGrad', inputs: { dy, input }, attrs },
  ];
}

/** Gradients of making images twice as wide and high. */
export function resizeGradients(count: number, size: number, channels: number): KernelRun[] {
  const images = tf.randomNormal([count, size, size, channels]);
  const dy = tf.randomNormal([count, 2 * size, 2 * size, channels]);
  const attrs = { alignCorners: false, halfPixelCenters: false };
  const title = `${count}x${size}x${size}x${channels} to twice the size`;
  return [
    ['nearest', 'ResizeNearestNeighborGrad'],
    ['bilinear', 'ResizeBilinearGrad'],
  ].map(([method, kernel]) => ({
    title: `resizing's gradient, ${method}, ${title}`,
    kernel: kernel!,
    inputs: { images, dy },
    attrs,
  }));
}
