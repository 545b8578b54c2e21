import { ones, type Scalar, type Tensor, tidy, util, type Variable } from '@tensorflow/tfjs-core';
import { type RecordingEngine, recordingEngine, type TapeNode } from './recording-engine';
import { runUnrecorded } from './run-unrecorded';
import { shareData } from './share-data';

/** A loss and its gradients by some weights. */
export interface LossGradients {
  readonly value: Scalar;
  /** One for each weight; null where the loss doesn't depend on it. */
  readonly gradients: readonly (Tensor | null)[];
}

/**
 * Computes a loss and its gradients: what `tf.variableGrads` does, by a walk of our own over tfjs's tape. tfjs opens a tidy for
 * each gradient by each input, and keeps all gradients by layers' outputs, and all that the forward pass saved, until the end; here
 * what an operation alone needed goes with it. The numbers are the same, to the bit.
 *
 * Call it within a tidy, and not within a gradient. Where it fails, nothing of the tape is left behind.
 */
export function weightGradients(loss: () => Scalar, weights: readonly Variable[]): LossGradients {
  const recording = recordingEngine();
  try {
    const value = record(recording, loss);
    const trained = weights.filter(({ trainable }) => trainable);
    const found = walkBack(recording, value, trained);
    return { value, gradients: weights.map(({ id }) => found.get(id) ?? null) };
  } finally {
    for (const node of recording.state.activeTape ?? []) freeSaved(node);
    recording.state.activeTape = null;
  }
}

/** Computes the loss, with a new tape of what it did. */
function record(recording: RecordingEngine, loss: () => Scalar): Scalar {
  recording.startTape();
  try {
    return tidy(loss);
  } finally {
    recording.endTape();
  }
}

/** Goes back over the tape, from the loss to the weights: gradients by ids, those of the weights among them. */
function walkBack(
  { state }: RecordingEngine,
  value: Scalar,
  weights: readonly Variable[],
): ReadonlyMap<number, Tensor> {
  const tape = state.activeTape!;
  const depending = dependingOn(weights, tape);
  const made = state.activeScope!.track;
  const before = made.length;
  const first = ones(value.shape);
  const gradients = new Map<number, Tensor>([[value.id, first]]);
  // Who made a tensor before, or keeps it, disposes of it.
  const free = (tensor: Tensor) => {
    if (tensor.id >= first.id && !tensor.kept) tensor.dispose();
  };
  for (let place = tape.length - 1; place >= 0; place--) {
    const node = tape[place]!;
    const dys = node.outputs.map(({ id }) => gradients.get(id));
    if (dys.every((dy) => dy === undefined)) continue;
    const names = Object.keys(node.inputs).filter((name) => depending.has(node.inputs[name]!.id));
    if (names.length === 0) continue;
    const start = made.length;
    const dxs = inputGradients(node, dys, names);
    for (const tensor of made.splice(start)) {
      if (dxs.includes(tensor)) made.push(tensor);
      else free(tensor);
    }
    for (const [index, name] of names.entries()) {
      const { id } = node.inputs[name]!;
      const [former, dx] = [gradients.get(id), dxs[index]!];
      gradients.set(id, former ? runUnrecorded('Add', { a: former, b: dx }, {})[0]! : dx);
      if (!former) continue;
      free(former);
      free(dx);
    }
    for (const dy of dys) if (dy) free(dy);
    freeSaved(node);
  }
  for (const tensor of made.splice(before)) if (!tensor.isDisposed) made.push(tensor);
  return gradients;
}

/** The ids of all tensors that were computed from the weights, and theirs. */
function dependingOn(weights: readonly Variable[], tape: readonly TapeNode[]): ReadonlySet<number> {
  const depending = new Set(weights.map(({ id }) => id));
  for (const { inputs, outputs } of tape) {
    if (!Object.values(inputs).some(({ id }) => depending.has(id))) continue;
    for (const { id } of outputs) depending.add(id);
  }
  return depending;
}

/** An operation's gradients by some of its inputs, each a tensor of its own. */
function inputGradients(
  { kernelName, gradient, inputs }: TapeNode,
  dys: readonly (Tensor | undefined)[],
  names: readonly string[],
): Tensor[] {
  if (!gradient) throw new Error(`Cannot compute gradient: gradient function not found for ${kernelName}.`);
  const byName = gradient(dys);
  const all: Tensor[] = [];
  for (const name of names) {
    const { shape } = inputs[name]!;
    const dx = byName[name]?.();
    if (dx?.dtype !== 'float32' || !util.arraysEqual(dx.shape, shape)) {
      const came = dx ? `${dx.dtype} of shape [${dx.shape}]` : 'nothing';
      throw new Error(
        `The gradient of ${kernelName} by its input ${name} is ${came}; expected float32 of shape [${shape}].`,
      );
    }
    // Each is freed by itself.
    all.push(dys.includes(dx) || all.includes(dx) ? shareData(dx) : dx);
  }
  return all;
}

function freeSaved({ saved = [] }: TapeNode): void {
  for (const tensor of saved) tensor.dispose();
}
