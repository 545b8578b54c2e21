import {
  engine,
  type NamedAttrMap,
  type NamedTensorMap,
  Tensor,
  type TensorContainer,
} from '@tensorflow/tfjs-core';
import { recordingEngine } from './recording-engine';

/** Runs a kernel beside the tape, which would keep what nobody asks for. */
export function runUnrecorded(kernel: string, inputs: TensorContainer, attributes: object): Tensor[] {
  const { state } = recordingEngine();
  state.kernelDepth++;
  try {
    const outputs = engine().runKernel(kernel, inputs as NamedTensorMap, attributes as NamedAttrMap);
    return outputs instanceof Tensor ? [outputs] : (outputs as unknown as Tensor[]);
  } finally {
    state.kernelDepth--;
  }
}
