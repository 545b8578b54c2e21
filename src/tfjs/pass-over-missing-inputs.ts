import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { overrideMethod, recordingEngine } from './recording-engine';

/**
 * Has operations recorded without the inputs that they were not given: the scale of tf.batchNorm, say. tfjs saves those too
 * and looks for them on the tape, and ends in a TypeError both times.
 *
 * @returns puts the engine back
 */
export function passOverMissingInputs(): () => void {
  const recording = recordingEngine();
  const { getTensorsForGradient, addTapeNode } = recording;
  const restoreSaving = overrideMethod('getTensorsForGradient', (...operation) =>
    getTensorsForGradient.apply(recording, operation).filter((tensor) => tensor !== undefined),
  );
  const restoreRecording = overrideMethod('addTapeNode', (kernelName, inputs, ...rest) =>
    addTapeNode.call(recording, kernelName, given(inputs), ...rest),
  );
  return () => {
    restoreRecording();
    restoreSaving();
  };
}

function given(inputs: NamedTensorMap): NamedTensorMap {
  const tensors = Object.entries(inputs) as [string, NamedTensorMap[string] | undefined][];
  if (tensors.every(([, tensor]) => tensor !== undefined)) return inputs;
  return Object.fromEntries(tensors.filter(([, tensor]) => tensor !== undefined)) as NamedTensorMap;
}
