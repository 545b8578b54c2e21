import type { Tensor } from '@tensorflow/tfjs-core';
import { type RecordingEngine, recordingEngine, type TapeNode } from './recording-engine';

/**
 * Has every operation recorded before the copies of its own outputs, and shows `inspect` each node that was recorded.
 *
 * Where a gradient needs an output of its operation (tanh, sigmoid, exp, softmax, …), tfjs saves a copy, and records
 * that copy before the operation that it copies. A backward sweep then meets the operation first; what reaches its
 * output through the copy comes too late and is dropped. First derivatives never go that way, second ones do: this is
 * why they are silently wrong in tfjs (tensorflow/tfjs#3252).
 *
 * @returns puts the engine back
 */
export function orderSavedOutputs(inspect: (node: TapeNode, isOperationOfUser: boolean) => void): () => void {
  const recording = recordingEngine();
  const original = recording.addTapeNode;
  recording.addTapeNode = (...node) => {
    original.apply(recording, node);
    const tape = recording.state.activeTape!;
    const operation = tape.pop()!;
    const first = firstCopyOf(operation, tape);
    if (first === tape.length) tape.push(operation);
    else tape.splice(first, 0, operation);
    const gradientOfCaller = node[3];
    inspect(operation, gradientOfCaller !== undefined && gradientOfCaller !== null);
  };
  return () => {
    // The method belongs to the class: without a property of its own, the engine has the original again.
    delete (recording as Partial<RecordingEngine>).addTapeNode;
  };
}

/** Where the first copy of one of the operation's outputs lies, among the copies just made; else the tape's end. */
function firstCopyOf({ outputs, saved = [] }: TapeNode, tape: readonly TapeNode[]): number {
  const isAmong = (tensors: readonly Tensor[], { id }: Tensor) => tensors.some((tensor) => tensor.id === id);
  let first = tape.length;
  for (let index = tape.length - 1; index >= 0; index--) {
    const { inputs, outputs: copies } = tape[index]!;
    if (!copies.some((copy) => isAmong(saved, copy))) break;
    if (Object.values(inputs).some((input) => isAmong(outputs, input))) first = index;
  }
  return first;
}
