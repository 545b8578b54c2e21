import type { KernelPatch } from '../backend';
import { replaceKernels } from '../replace-kernels';
import { einsum } from '../wasm/loops/einsum';
import { cumulative } from '../wasm/patches/cumulative';
import { emptyReductions } from '../wasm/patches/empty-reductions';
import { maxPool3d } from '../wasm/patches/max-pool-3d';
import { broadcastMatMul } from './broadcast-mat-mul';
import { byLoops } from './by-loops';
import { copyingUpdate } from './copying-update';
import { stridedSlice } from './strided-slice';
import { transformEach } from './transform-each';

/** Replaces the kernels of tfjs's cpu backend that give wrong numbers. */
export function installCorrectedKernels(): KernelPatch {
  return replaceKernels([
    // Wrong for several summed indices; without any, its result is the input itself.
    byLoops(einsum),
    // Sends gradients elsewhere where windows are no cubes.
    ...maxPool3d.map(byLoops),
    ...stridedSlice(),
    ...cumulative('cpu'),
    ...emptyReductions('cpu'),
    ...broadcastMatMul(),
    ...transformEach(),
    ...copyingUpdate(),
  ]);
}
