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

/** Moves of images and of what goes with them, without arithmetic. */
export function moves(count: number, size: number, channels: number): KernelRun[] {
  const images = tf.randomNormal([count, size, size, channels]);
  const places = tf.range(0, count, 1, 'int32');
  const labels = tf.randomNormal([count, 1, 1, 10]);
  const deep = tf.randomNormal([count, size / 2, size / 2, 32]);
  const title = `${count}x${size}x${size}x${channels}`;
  const cropped = size - 4;
  const crop = { begin: [0, 2, 2, 0], size: [count, cropped, cropped, channels] };
  return [
    {
      title: `gathering ${title}`,
      kernel: 'GatherV2',
      inputs: { x: images, indices: places },
      attrs: { axis: 0, batchDims: 0 },
    },
    {
      title: `cropping ${title} to ${cropped}x${cropped}`,
      kernel: 'Slice',
      inputs: { x: images },
      attrs: crop,
    },
    { title: `mirroring ${title}`, kernel: 'Reverse', inputs: { x: images }, attrs: { dims: [2] } },
    {
      title: `spreading ${count}x1x1x10 over ${size}x${size}`,
      kernel: 'Tile',
      inputs: { x: labels },
      attrs: { reps: [1, size, size, 1] },
    },
    {
      title: `depth to space, ${count}x${size / 2}x${size / 2}x32`,
      kernel: 'DepthToSpace',
      inputs: { x: deep },
      attrs: { blockSize: 2, dataFormat: 'NHWC' },
    },
  ];
}
