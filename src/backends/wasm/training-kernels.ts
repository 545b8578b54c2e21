import { backend, type KernelConfig } from '@tensorflow/tfjs-core';
import type { KernelPatch } from '../backend';
import { replaceKernels } from '../replace-kernels';
import { conv3dGradients } from './loops/conv3d-gradients';
import { dilation2d } from './loops/dilation-2d';
import { einsum } from './loops/einsum';
import { meanSoftplus } from './loops/mean-softplus';
import { broadcastingPrelu } from './loops/prelu';
import { guardMemory } from './module/guard-memory';
import type { WasmBackend } from './module/wasm-kernel';
import { clip } from './patches/clip';
import { cumulative } from './patches/cumulative';
import { depthwiseWithGaps } from './patches/depthwise-with-gaps';
import { emptyReductions } from './patches/empty-reductions';
import { gather } from './patches/gather';
import { maxPool3d } from './patches/max-pool-3d';
import { movingKernels } from './patches/moves';
import { oneHot } from './patches/one-hot';
import { pack } from './patches/pack';
import { poolByTfjsPlaces } from './patches/pool-by-tfjs-places';
import { reflectingTransform } from './patches/reflecting-transform';
import { sharedIdentity } from './patches/shared-identity';
import { typedSelect } from './patches/typed-values';
import { simdAccumulate } from './simd/accumulate';
import { simdActivations } from './simd/activations';
import { simdArithmetic } from './simd/arithmetic';
import { simdBatchNorm } from './simd/batch-norm';
import { simdConvolutions } from './simd/convolutions';
import { simdDenseNetwork } from './simd/dense-network';
import { simdDepthwiseGradients } from './simd/depthwise-gradients';
import { simdLayerNorm } from './simd/layer-norm';
import { simdMatMul } from './simd/mat-mul';
import { simdNoise } from './simd/noise';
import { simdOptimizers } from './simd/optimizers';
import { simdPoolGradients } from './simd/pool-gradients';
import { simdResizeGradients } from './simd/resize-gradients';
import { simdSums } from './simd/sums';
import { simdUnsortedSegmentSum } from './simd/unsorted-segment-sum';

/** Adds the kernels that training needs and tfjs's wasm backend lacks, and replaces those that are slow or wrong there. */
export function installTrainingKernels(): KernelPatch {
  const wasm = backend() as unknown as WasmBackend;
  const kernels: KernelConfig[] = [
    ...simdMatMul(),
    ...simdDenseNetwork,
    ...simdConvolutions(),
    ...simdActivations(),
    ...simdArithmetic(),
    simdAccumulate,
    ...simdSums(),
    ...simdBatchNorm(),
    ...simdDepthwiseGradients,
    ...simdPoolGradients(),
    ...simdResizeGradients(),
    simdUnsortedSegmentSum,
    ...sharedIdentity(),
    ...simdLayerNorm,
    ...simdOptimizers(),
    ...simdNoise(),
    ...meanSoftplus,
    ...conv3dGradients,
    ...maxPool3d,
    ...dilation2d,
    ...depthwiseWithGaps(),
    ...poolByTfjsPlaces(),
    ...broadcastingPrelu(),
    ...clip(),
    ...typedSelect(),
    ...emptyReductions(),
    ...pack(),
    ...cumulative(),
    ...gather(),
    ...movingKernels(),
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
