import * as tf from '@tensorflow/tfjs-core';
import type { FusedActivation } from '../../../../src/backends/wasm/assembly/operation-codes';
import { setGeometry } from '../../../../src/backends/wasm/module/set-geometry';
import { addressOf, simdKernels, withWorkspace } from '../../../../src/backends/wasm/module/simd-kernels';
import type { WasmBackend } from '../../../../src/backends/wasm/module/wasm-kernel';
import {
  convolutionWorkspace,
  filterGradientWorkspace,
  winogradWorkspace,
} from '../../../../src/backends/wasm/module/workspace-sizes';

type Info = tf.backend_util.Conv2DInfo;
type Way = 'direct' | 'winograd';

/** What is done to a convolution's results as they are stored. */
export interface Epilogue {
  readonly bias?: tf.Tensor;
  readonly activation?: FusedActivation;
  readonly slope?: number;
}

/** Lends what the kernel needs, as the operation does. */
function withKernel(way: Way, info: Info, work: (backend: WasmBackend, workspace: number) => void): void {
  const backend = tf.backend() as unknown as WasmBackend;
  const kernels = simdKernels(backend);
  setGeometry(kernels, info);
  const bytes = way === 'direct' ? convolutionWorkspace(kernels, info) : winogradWorkspace(kernels, info);
  withWorkspace(backend, bytes, (workspace) => work(backend, workspace));
}

/** conv2d by the kernel of that name, whatever the operation would choose. */
export function convolve(
  way: Way,
  info: Info,
  x: tf.Tensor,
  filter: tf.Tensor,
  { bias, activation = 0, slope = 0 }: Epilogue = {},
): Float32Array {
  const y = tf.fill([...info.outShape], Number.NaN);
  withKernel(way, info, (backend, workspace) => {
    const kernels = simdKernels(backend);
    const kernel = way === 'direct' ? kernels.convolve : kernels.winogradConvolve;
    const biasAt = bias ? addressOf(bias, backend) : 0;
    const [atX, atFilter, atY] = [x, filter, y].map((each) => addressOf(each, backend)) as [
      number,
      number,
      number,
    ];
    kernel(atX, atFilter, atY, info.batchSize, info.outChannels, biasAt, activation, slope, workspace);
  });
  return y.dataSync() as Float32Array;
}

/** conv2d's gradient with respect to its input, likewise. */
export function inputGradient(way: Way, info: Info, dy: tf.Tensor, filter: tf.Tensor): Float32Array {
  const dx = tf.fill([...info.inShape], Number.NaN);
  withKernel(way, info, (backend, workspace) => {
    const kernels = simdKernels(backend);
    const kernel = way === 'direct' ? kernels.convolutionInputGradient : kernels.winogradInputGradient;
    const [atDy, atFilter, atDx] = [dy, filter, dx].map((each) => addressOf(each, backend)) as [
      number,
      number,
      number,
    ];
    kernel(atDy, atFilter, atDx, info.batchSize, info.outChannels, workspace);
  });
  return dx.dataSync() as Float32Array;
}

/** conv2d's gradient with respect to its filter, likewise. */
export function filterGradient(way: Way, info: Info, x: tf.Tensor, dy: tf.Tensor): Float32Array {
  const gradient = tf.fill([...info.filterShape], Number.NaN);
  const backend = tf.backend() as unknown as WasmBackend;
  const kernels = simdKernels(backend);
  setGeometry(kernels, info);
  const isDirect = way === 'direct';
  const bytes = isDirect ? filterGradientWorkspace(kernels, info) : winogradWorkspace(kernels, info, true);
  const kernel = isDirect ? kernels.convolutionFilterGradient : kernels.winogradFilterGradient;
  withWorkspace(backend, bytes, (workspace) => {
    const [atX, atDy, atFilter] = [x, dy, gradient].map((each) => addressOf(each, backend)) as [
      number,
      number,
      number,
    ];
    kernel(atX, atDy, atFilter, info.batchSize, info.outChannels, workspace);
  });
  return gradient.dataSync() as Float32Array;
}
