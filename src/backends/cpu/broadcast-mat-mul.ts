import { broadcast_util, getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type CpuBackend, runCpuKernel } from './cpu-backend';

/**
 * Products of matrices in batches of which an operand lacks some that aren't the first, [2, 1] of [2, 3] say: tfjs's on cpu counts
 * through what there is and begins anew. Both operands are repeated first.
 */
export function broadcastMatMul(): KernelConfig[] {
  return ['BatchMatMul', '_FusedMatMul'].flatMap((name) => {
    const original = getKernel(name, 'cpu') as KernelConfig | undefined;
    if (!original) return [];
    const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
      const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
      const shapes = [a.shape.slice(0, -2), b.shape.slice(0, -2)] as const;
      const batches = broadcast_util.assertAndGetBroadcastShape(...shapes);
      const count = Math.max(...shapes.map(util.sizeFromShape));
      const isRight = util.sizeFromShape(batches) === count && shapes.every((own) => isEndOf(own, batches));
      if (isRight) return original.kernelFunc(call);
      const cpu = call.backend as CpuBackend;
      const repeated = { a: repeat(a, batches, cpu), b: repeat(b, batches, cpu) };
      const product = original.kernelFunc({ ...call, inputs: { ...call.inputs, ...repeated } });
      for (const each of Object.values(repeated)) cpu.disposeIntermediateTensorInfo(each);
      return product;
    };
    return [{ ...original, kernelFunc }];
  });
}

/** Whether all that stands before the operand's own batches is missing. */
function isEndOf(own: readonly number[], batches: readonly number[]): boolean {
  const first = own.findIndex((size) => size > 1);
  const rest = first < 0 ? [] : own.slice(first);
  return util.sizeFromShape(rest) === util.sizeFromShape(batches.slice(batches.length - rest.length));
}

function repeat(matrices: TensorInfo, batches: readonly number[], cpu: CpuBackend): TensorInfo {
  const missing = batches.length + 2 - matrices.shape.length;
  const shape = [...Array.from({ length: missing }, () => 1), ...matrices.shape];
  const reps = shape.map((size, axis) => (axis < batches.length ? batches[axis]! / size : 1));
  const whole = runCpuKernel('Reshape', { x: matrices }, cpu, { shape });
  const tiled = runCpuKernel('Tile', { x: whole }, cpu, { reps });
  cpu.disposeIntermediateTensorInfo(whole);
  return tiled;
}
