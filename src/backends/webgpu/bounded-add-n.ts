import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

/** The part of tfjs's webgpu backend that is needed here. */
interface WebgpuBackend {
  readonly device: { readonly limits: { readonly maxStorageBuffersPerShaderStage: number } };
  disposeData(dataId: object): boolean;
}

/**
 * Makes addN right on webgpu for more tensors than a shader may read (7 with the usual limit of 8 buffers, one of them for
 * the result): tfjs gives it all at once, the device refuses, and the result is whatever lay in its memory, without an
 * error; whatever was submitted with it is lost too. So: sums of as many as are allowed.
 */
export function boundedAddN(): KernelConfig[] {
  const original = getKernel('AddN', 'webgpu') as KernelConfig | undefined;
  if (!original) return [];
  return [
    {
      ...original,
      kernelFunc(call) {
        const webgpu = call.backend as WebgpuBackend;
        const atOnce = webgpu.device.limits.maxStorageBuffersPerShaderStage - 1;
        let sum: TensorInfo | undefined;
        let rest = call.inputs as unknown as readonly TensorInfo[];
        do {
          const next: TensorInfo[] = [...(sum ? [sum] : []), ...rest.slice(0, atOnce - (sum ? 1 : 0))];
          rest = rest.slice(next.length - (sum ? 1 : 0));
          const partial = original.kernelFunc({ ...call, inputs: next as never }) as TensorInfo;
          if (sum) webgpu.disposeData(sum.dataId);
          sum = partial;
        } while (rest.length > 0);
        return sum;
      },
    },
  ];
}
