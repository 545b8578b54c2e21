import type { Tensor } from '@tensorflow/tfjs-core';
import { overrideMethod, recordingEngine, type TapeNode } from './recording-engine';

/** Facts about a recorded operation. */
export interface Recorded {
  readonly operation: TapeNode;
  /** Whether it is a tf.customGrad, whose gradient came with the call. */
  readonly isCustom: boolean;
  /**
   * Nodes that make what a tf.customGrad computed within itself and saved from the operation's inputs. tfjs records copies of
   * tensors that come from nowhere: what reaches them in a second sweep is lost without a word. Their gradients are yet to be
   * set.
   */
  readonly intermediates: readonly TapeNode[];
}

/**
 * Has every operation recorded before the copies of its own outputs, and shows `inspect` each one that was recorded.
 *
 * Where a gradient needs an output of its operation (tanh, sigmoid, exp, softmax, …), tfjs saves a copy, and records
 * that copy before the operation that it copies. A backward sweep then meets the operation first; what reaches its
 * output through the copy comes too late and is dropped. First derivatives never go that way, second ones do: this is
 * why they are silently wrong in tfjs (tensorflow/tfjs#3252).
 *
 * @returns puts the engine back
 */
export function orderSavedOutputs(inspect: (recorded: Recorded) => void): () => void {
  const recording = recordingEngine();
  const original = recording.addTapeNode;
  const copiesOfTheirOwn = new WeakSet<TapeNode>();
  return overrideMethod('addTapeNode', (...node) => {
    original.apply(recording, node);
    const { activeScope, kernelDepth, activeTape } = recording.state;
    const tape = activeTape!;
    const operation = tape.pop()!;
    if (didNothing(operation)) {
      for (const tensor of operation.saved ?? []) tensor.dispose();
      return;
    }
    if (kernelDepth > 0 && includes(activeScope?.track, operation.inputs.x)) copiesOfTheirOwn.add(operation);
    const copies = copiesSavedFor(operation, tape);
    const first = copies.find(({ inputs }) => includes(operation.outputs, inputs.x));
    tape.splice(first ? tape.indexOf(first) : tape.length, 0, operation);
    const gradientOfCaller = node[3];
    const isCustom = gradientOfCaller !== undefined && gradientOfCaller !== null;
    const intermediates = isCustom
      ? copies.filter((copy) => copiesOfTheirOwn.has(copy) && comesFromNowhere(copy, tape))
      : [];
    for (const copy of intermediates) copy.inputs = operation.inputs;
    inspect({ operation, isCustom, intermediates });
  });
}

/**
 * Whether its result is its input itself: tfjs's einsum on cpu, 'ij->ij' say. Recorded, the gradient would be counted twice.
 */
function didNothing({ inputs, outputs }: TapeNode): boolean {
  return Object.values(inputs).some((input) => includes(outputs, input));
}

/** The copies that were just made for it: they stand at the tape's end. */
function copiesSavedFor({ saved = [] }: TapeNode, tape: readonly TapeNode[]): TapeNode[] {
  let first = tape.length;
  while (first > 0 && tape[first - 1]!.outputs.some((copy) => includes(saved, copy))) first--;
  return tape.slice(first);
}

/** Whether nothing on the tape made what was copied, which is no truth values or whole numbers. */
function comesFromNowhere({ inputs: { x } }: TapeNode, tape: readonly TapeNode[]): boolean {
  return x!.dtype === 'float32' && !tape.some(({ outputs }) => includes(outputs, x));
}

function includes(tensors: readonly Tensor[] | undefined, tensor: Tensor | undefined): boolean {
  return tensor !== undefined && tensors?.some(({ id }) => id === tensor.id) === true;
}
