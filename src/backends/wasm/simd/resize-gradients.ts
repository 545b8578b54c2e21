import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ownKernel } from '../module/own-kernel';
import { addressOf, withWorkspace } from '../module/simd-kernels';
import { areFloats, type SimdCall, withFallback } from '../module/with-fallback';

type Shape4D = [number, number, number, number];

/** Composition of a pixel of the result along one axis: two pixels of the source, and the share of the second. */
type Source = readonly [first: number, second: number, share: number];

/** The sources along an axis, by the rule of tfjs's forward kernel. */
type SourceRule = (from: number, to: number, alignCorners: boolean, halfPixelCenters: boolean) => Source[];

/**
 * The gradients of resizing, four channels at a time, and right for half-pixel centers too, which tfjs's own kernels
 * overlook.
 */
export function simdResizeGradients(): KernelConfig[] {
  const bilinearGrad = getKernel('ResizeBilinearGrad', 'wasm');
  return [
    ownKernel('ResizeNearestNeighborGrad', (call) => resizeGradient(call, nearestSources)),
    ...(bilinearGrad ? [withFallback(bilinearGrad, (call) => resizeGradient(call, bilinearSources))] : []),
  ];
}

function resizeGradient(
  { kernels, backend, inputs, attrs }: SimdCall,
  sourcesOf: SourceRule,
): TensorInfo | undefined {
  const { images, dy } = inputs as { images: TensorInfo; dy: TensorInfo };
  const [batch, height, width, channels] = images.shape as Shape4D;
  const [results, outHeight, outWidth, outChannels] = dy.shape as Shape4D;
  if (!areFloats(dy) || results !== batch || outChannels !== channels) return undefined;
  const { alignCorners = false, halfPixelCenters = false } = attrs as {
    alignCorners?: boolean;
    halfPixelCenters?: boolean;
  };
  const gradient = backend.makeOutput(images.shape, 'float32');
  if (util.sizeFromShape(images.shape) === 0) return gradient;
  const rows = sourcesOf(height, outHeight, alignCorners, halfPixelCenters);
  const columns = sourcesOf(width, outWidth, alignCorners, halfPixelCenters);
  const bytesOfSource = 12;
  const bytes = (rows.length + columns.length) * bytesOfSource;
  withWorkspace(backend, bytes + kernels.resizeWorkspace(width, channels), (workspace) => {
    const view = new DataView(backend.wasm.asm.memory.buffer, workspace, bytes);
    for (const [index, [first, second, share]] of [...rows, ...columns].entries()) {
      view.setInt32(index * bytesOfSource, first, true);
      view.setInt32(index * bytesOfSource + 4, second, true);
      view.setFloat32(index * bytesOfSource + 8, share, true);
    }
    kernels.resizeGradient(
      addressOf(dy, backend),
      addressOf(gradient, backend),
      batch,
      height,
      width,
      outHeight,
      outWidth,
      channels,
      workspace,
      workspace + rows.length * bytesOfSource,
      workspace + bytes,
    );
  });
  return gradient;
}

/** The one pixel that the forward kernel copies. */
const nearestSources: SourceRule = (from, to, alignCorners, halfPixelCenters) => {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, place): Source => {
    const source = halfPixelCenters ? scale * (place + 0.5) : scale * place;
    const pixel = Math.min(from - 1, alignCorners ? Math.round(source) : Math.floor(source));
    return [pixel, pixel, 0];
  });
};

const bilinearSources: SourceRule = (from, to, alignCorners, halfPixelCenters) => {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, place): Source => {
    const source = halfPixelCenters ? scale * (place + 0.5) - 0.5 : scale * place;
    const first = Math.max(0, Math.floor(source));
    const second = Math.min(from - 1, Math.ceil(source));
    // At the border both are one pixel, which takes it all.
    return first >= second ? [second, second, 0] : [first, second, source - first];
  });
};
