import { engine, type Tensor } from '@tensorflow/tfjs-core';

interface RunningEngine {
  runKernel(kernelName: string, inputs: object, attributes?: object): Tensor | Tensor[];
}

/**
 * Shows each kernel that runs, with what it gives.
 *
 * @param see - told after each; what it throws ends the operation
 * @returns puts the engine back
 */
export function watchKernels(
  see: (kernelName: string, inputs: Readonly<Record<string, Tensor>>, outputs: readonly Tensor[]) => void,
): () => void {
  const running = engine() as unknown as RunningEngine;
  const original = running.runKernel;
  running.runKernel = (kernelName, inputs, attributes) => {
    const output = original.call(running, kernelName, inputs, attributes);
    see(kernelName, inputs as Record<string, Tensor>, [output].flat());
    return output;
  };
  return () => {
    // The method belongs to the class: without a property of its own, the engine has the original again.
    delete (running as Partial<RunningEngine>).runKernel;
  };
}
