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
  const tensors: Readonly<Record<string, NamedTensorMap[string] | undefined>> = inputs;
  if (!Object.values(tensors).includes(undefined)) return inputs;
  const present = Object.entries(tensors).filter(([, tensor]) => tensor !== undefined);
  return Object.fromEntries(present) as NamedTensorMap;
}
