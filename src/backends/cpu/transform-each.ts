import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { type CpuBackend, runCpuKernel } from './cpu-backend';

/** tf.image.transform, image by image: tfjs's on cpu leaves out all of them but the first. */
export function transformEach(): KernelConfig[] {
  const original = getKernel('Transform', 'cpu') as KernelConfig | undefined;
  if (!original) return [];
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
    const { image, transforms } = call.inputs as { image: TensorInfo; transforms: TensorInfo };
    const count = image.shape[0]!;
    if (count < 2) return original.kernelFunc(call);
    const cpu = call.backend as CpuBackend;
    const row = (x: TensorInfo, index: number) => {
      const begin = x.shape.map((_, axis) => (axis === 0 ? index : 0));
      return runCpuKernel('Slice', { x }, cpu, { begin, size: [1, ...x.shape.slice(1)] });
    };
    const transformed = Array.from({ length: count }, (_, index) => {
      const inputs = {
        image: row(image, index),
        transforms: row(transforms, transforms.shape[0] === 1 ? 0 : index),
      };
      const result = original.kernelFunc({ ...call, inputs }) as TensorInfo;
      for (const each of Object.values(inputs)) cpu.disposeIntermediateTensorInfo(each);
      return result;
    });
    const together = runCpuKernel('Concat', transformed, cpu, { axis: 0 });
    for (const each of transformed) cpu.disposeIntermediateTensorInfo(each);
    return together;
  };
  return [{ ...original, kernelFunc }];
}
