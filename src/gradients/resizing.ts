import {
  engine,
  type GradConfig,
  matMul,
  type NamedAttrMap,
  reshape,
  type Tensor,
  tensor2d,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { hasKernel } from '../tfjs';

/** Attributes of a resizing kernel: how it samples. */
interface ResizeAttributes extends NamedAttrMap {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** The gradients of resizing, and of its gradients: they are linear, so theirs resize again. */
export const resizingGradients: readonly GradConfig[] = [
  {
    kernelName: 'ResizeBilinear',
    inputsToSave: ['images'],
    gradFunc: (dy, [images], attributes) => ({
      images: () => {
        // tfjs's kernels compute this gradient as if pixels were sampled at their corners.
        if (attributes.halfPixelCenters) return byMatrices(dy as Tensor, images!.shape, halfPixelMeans);
        const inputs = { dy: dy as Tensor, images: images! };
        const gradient = engine().runKernel('ResizeBilinearGrad', inputs, attributes) as Tensor;
        return reshape(gradient, images!.shape); // on cpu, tfjs takes its height and width for each other
      },
    }),
  },
  ...['ResizeBilinear', 'ResizeNearestNeighbor'].map((forward) => ({
    kernelName: `${forward}Grad`,
    inputsToSave: ['dy', 'images'],
    gradFunc: (ddx: Tensor | Tensor[], [dy, images]: Tensor[], attributes: NamedAttrMap) => ({
      dy: () => {
        const attrs = { halfPixelCenters: false, ...attributes, size: dy!.shape.slice(1, 3) };
        const values = reshape(ddx as Tensor, images!.shape); // likewise
        return engine().runKernel(forward, { images: values }, attrs) as Tensor;
      },
      images: () => zerosLike(images!),
    }),
  })),
  {
    // A copy of pixels is a product with a matrix of zeros and ones along each axis. Not by tfjs's gradient kernel, which
    // is wrong for some sizes on cpu and on wasm (3x4 to 6x8, say), but by gan-core's where it is there.
    kernelName: 'ResizeNearestNeighbor',
    inputsToSave: ['images'],
    gradFunc: (dy, [images], attributes) => ({
      images: () => {
        if (hasKernel('GanCoreActivationGrad'))
          return engine().runKernel(
            'ResizeNearestNeighborGrad',
            { dy: dy as Tensor, images: images! },
            attributes,
          ) as Tensor;
        return byMatrices(dy as Tensor, images!.shape, (from, to) =>
          copies(from, to, attributes as ResizeAttributes),
        );
      },
    }),
  },
];

/** The gradient of resizing by a matrix `[from, to]` along each axis. */
function byMatrices(dy: Tensor, shape: number[], matrix: (from: number, to: number) => Tensor): Tensor {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const [, outHeight, outWidth] = dy.shape as [number, number, number, number];
  const rows = reshape(dy, [batch, outHeight, outWidth * channels]);
  const columns = reshape(matMul(matrix(height, outHeight), rows), [batch * height, outWidth, channels]);
  return reshape(matMul(matrix(width, outWidth), columns), shape);
}

/** `[from, to]`: how much of each pixel of the source a pixel of the result has, where pixels are sampled at their centers. */
function halfPixelMeans(from: number, to: number): Tensor {
  const values = new Float32Array(from * to);
  for (let place = 0; place < to; place++) {
    const source = Math.min(from - 1, Math.max(0, (from / to) * (place + 0.5) - 0.5));
    const pixel = Math.floor(source);
    values[pixel * to + place]! += pixel + 1 - source;
    if (pixel + 1 < from) values[(pixel + 1) * to + place]! += source - pixel;
  }
  return tensor2d(values, [from, to]);
}

/** `[from, to]`: one where a pixel of the source is copied to a pixel of the result, by the rule of tfjs's kernels. */
function copies(from: number, to: number, { alignCorners, halfPixelCenters }: ResizeAttributes): Tensor {
  const values = new Float32Array(from * to);
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  for (let place = 0; place < to; place++) {
    const source = halfPixelCenters ? scale * (place + 0.5) : scale * place;
    const pixel = Math.min(from - 1, alignCorners ? Math.round(source) : Math.floor(source));
    values[pixel * to + place] = 1;
  }
  return tensor2d(values, [from, to]);
}
