import { backend, type KernelConfig } from '@tensorflow/tfjs-core';
import type { KernelPatch } from '../backend';
import { replaceKernels } from '../replace-kernels';
import { clip } from './clip';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv3dGradients } from './conv3d-gradients';
import { cumulative } from './cumulative';
import { depthwiseGradients } from './depthwise-gradients';
import { depthwiseWithGaps } from './depthwise-with-gaps';
import { dilation2d } from './dilation-2d';
import { einsum } from './einsum';
import { emptyReductions } from './empty-reductions';
import { gather } from './gather';
import { guardMemory } from './guarded-memory';
import { maxPool3d } from './max-pool-3d';
import { maxPoolGrad } from './max-pool-grad';
import { oneHot } from './one-hot';
import { pack } from './pack';
import { poolByTfjsPlaces } from './pool-by-tfjs-places';
import { broadcastingPrelu } from './prelu';
import { reflectingTransform } from './reflecting-transform';
import { resizeNearestNeighborGrad } from './resize-nearest-neighbor-grad';
import { sharedIdentity } from './shared-identity';
import { simdActivations } from './simd-activations';
import { simdArithmetic } from './simd-arithmetic';
import { simdBatchNorm } from './simd-batch-norm';
import { simdConvolutions } from './simd-convolutions';
import { simdDepthwiseGradients } from './simd-depthwise-gradients';
import { simdKernels } from './simd-kernels';
import { simdLayerNorm } from './simd-layer-norm';
import { simdMatMul } from './simd-mat-mul';
import { simdNoise } from './simd-noise';
import { simdOptimizers } from './simd-optimizers';
import { simdPoolGradients } from './simd-pool-gradients';
import { simdResizeGradients } from './simd-resize-gradients';
import { simdSums } from './simd-sums';
import { simdUnsortedSegmentSum } from './simd-unsorted-segment-sum';
import { transposedMatMul } from './transposed-mat-mul';
import { castToBool, typedValues } from './typed-values';
import { unsortedSegmentSum } from './unsorted-segment-sum';
import type { WasmBackend } from './wasm-kernel';

/** Adds the kernels that training needs and tfjs's wasm backend lacks, and replaces those that are slow or wrong there. */
export function installTrainingKernels(): KernelPatch {
  const wasm = backend() as unknown as WasmBackend;
  const simd = simdKernels(wasm) !== undefined;
  const kernels: KernelConfig[] = [
    ...(simd
      ? [
          ...simdMatMul(),
          ...simdConvolutions(conv2dBackpropFilter),
          ...simdActivations(),
          ...simdArithmetic(),
          ...simdSums(),
          ...simdBatchNorm(),
          ...simdDepthwiseGradients(),
          ...simdPoolGradients(),
          ...simdResizeGradients(),
          simdUnsortedSegmentSum(),
          ...sharedIdentity(),
          ...simdLayerNorm,
          ...simdOptimizers(),
          ...simdNoise(),
        ]
      : [
          ...transposedMatMul(),
          conv2dBackpropFilter,
          ...depthwiseGradients,
          maxPoolGrad,
          resizeNearestNeighborGrad,
          unsortedSegmentSum,
          ...castToBool(),
        ]),
    ...conv3dGradients,
    ...maxPool3d,
    ...dilation2d,
    ...depthwiseWithGaps(),
    ...poolByTfjsPlaces(),
    ...broadcastingPrelu(),
    ...clip(),
    ...typedValues(),
    ...emptyReductions(),
    ...pack(),
    ...cumulative(),
    ...gather(),
    ...reflectingTransform(),
    einsum,
    oneHot,
  ];
  const guarded = guardMemory(kernels, wasm);
  const patch = replaceKernels(guarded.kernels);
  return {
    ...patch,
    undo() {
      patch.undo();
      guarded.undo();
    },
  };
}
