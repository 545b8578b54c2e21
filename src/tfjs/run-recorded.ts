import {
  engine,
  getGradient,
  keep,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { recordingEngine } from './recording-engine';
import { shareData } from './share-data';

/**
 * Runs one of gan-core's own kernels, and records it for the gradient in src/gradients/fused-kernels.ts. What that needs is
 * kept as tfjs keeps it, in copies that share the data; but tfjs makes each copy by an operation, which it records too, so that
 * three quarters of a perceptron's tape were copies. They are needed for second derivatives, which these kernels don't have.
 */
export function runRecorded(kernelName: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor {
  const recording = recordingEngine();
  const { state } = recording;
  if (state.gradientDepth === 0 || state.kernelDepth > 0)
    return engine().runKernel(kernelName, inputs, attributes) as Tensor;
  state.kernelDepth++; // as within a kernel: tfjs then records nothing by itself
  let output: Tensor;
  try {
    output = engine().runKernel(kernelName, inputs, attributes) as Tensor;
  } finally {
    state.kernelDepth--;
  }
  const { inputsToSave = [], outputsToSave = [] } = getGradient(kernelName);
  const needed = inputsToSave.map((name) => inputs[name]!);
  if (outputsToSave[0]) needed.push(output);
  const saved = needed.map((tensor) => keep(shareData(tensor)));
  recording.addTapeNode(kernelName, inputs, [output], null, saved, attributes);
  return output;
}
