import { getKernel, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** The part of tfjs's webgl backend that is needed here. */
interface WebglBackend {
  disposeIntermediateTensorInfo(tensor: TensorInfo): void;
}

/**
 * Makes `where` work on webgl for tensors of more than four dimensions, as video and volumes are: tfjs throws for them
 * there, though it is one choice an element whatever the shape.
 */
export function flatSelect(): KernelConfig[] {
  const original = getKernel('Select', 'webgl') as KernelConfig | undefined;
  if (!original) return [];
  return [
    {
      ...original,
      kernelFunc(call) {
        const { condition, t, e } = call.inputs as Record<'condition' | 't' | 'e', TensorInfo>;
        if (t.shape.length <= 4 || !util.arraysEqual(condition.shape, t.shape))
          return original.kernelFunc(call);
        const webgl = call.backend as WebglBackend;
        const reshape = (x: TensorInfo, shape: number[]) =>
          getKernel('Reshape', 'webgl')!.kernelFunc({
            inputs: { x },
            backend: call.backend,
            attrs: { shape },
          }) as TensorInfo;
        const size = util.sizeFromShape(t.shape);
        const flat = [condition, t, e].map((tensor) => reshape(tensor, [size]));
        const chosen = original.kernelFunc({
          ...call,
          inputs: { condition: flat[0], t: flat[1], e: flat[2] },
        }) as TensorInfo;
        const result = reshape(chosen, t.shape);
        for (const tensor of [...flat, chosen]) webgl.disposeIntermediateTensorInfo(tensor);
        return result;
      },
    },
  ];
}
