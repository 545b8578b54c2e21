import { ones, type Scalar, type Tensor, tidy, util, type Variable } from '@tensorflow/tfjs-core';
import {
  hasKernel,
  type RecordingEngine,
  recordingEngine,
  runUnrecorded,
  shareData,
  type TapeNode,
} from '../tfjs';

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
  // Who made a tensor before, or keeps it, disposes of it.
  const isOurs = ({ id, kept }: Tensor) => id >= first.id && !kept;
  const gradients = new Map<number, Tensor>([[value.id, first]]);
  for (let place = tape.length - 1; place >= 0; place--) {
    const node = tape[place]!;
    const dys = node.outputs.map(({ id }) => gradients.get(id));
    if (dys.every((dy) => dy === undefined)) continue;
    const names = Object.keys(node.inputs).filter((name) => depending.has(node.inputs[name]!.id));
    if (names.length === 0) continue;
    const start = made.length;
    const dxs = inputGradients(node, dys, names, isOurs);
    for (const tensor of made.splice(start)) {
      if (dxs.includes(tensor)) made.push(tensor);
      else if (isOurs(tensor)) tensor.dispose();
    }
    addTo(
      gradients,
      names.map((name) => node.inputs[name]!.id),
      dxs,
    );
    for (const dy of dys) dy?.dispose();
    freeSaved(node);
  }
  for (const tensor of made.splice(before)) if (!tensor.isDisposed) made.push(tensor);
  return gradients;
}

/** Adds gradients to those that came by other ways. All are ours: former ones are used up. */
function addTo(gradients: Map<number, Tensor>, ids: readonly number[], dxs: readonly Tensor[]): void {
  let sums = new Map<number, readonly [Tensor, Tensor]>();
  const sumUp = () => {
    const pairs = [...sums.values()];
    const results = sumsOf(pairs);
    for (const [index, id] of [...sums.keys()].entries()) gradients.set(id, results[index]!);
    for (const pair of pairs) for (const tensor of pair) tensor.dispose();
    sums = new Map();
  };
  for (const [index, id] of ids.entries()) {
    if (sums.has(id)) sumUp(); // the third by one input
    const former = gradients.get(id);
    if (former) sums.set(id, [former, dxs[index]!]);
    else gradients.set(id, dxs[index]!);
  }
  if (sums.size > 0) sumUp();
}

function sumsOf(pairs: readonly (readonly [Tensor, Tensor])[]): Tensor[] {
  if (!hasKernel('GanCoreAccumulate')) return pairs.map(([a, b]) => runUnrecorded('Add', { a, b }, {})[0]!);
  const operands = [...pairs.map(([a]) => a), ...pairs.map(([, b]) => b)];
  return runUnrecorded('GanCoreAccumulate', operands, {});
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

/** An operation's gradients by some of its inputs, each a tensor of its own, and ours. */
function inputGradients(
  { kernelName, gradient, inputs }: TapeNode,
  dys: readonly (Tensor | undefined)[],
  names: readonly string[],
  isOurs: (tensor: Tensor) => boolean,
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
    all.push(isOurs(dx) && !dys.includes(dx) && !all.includes(dx) ? dx : shareData(dx));
  }
  return all;
}

function freeSaved({ saved = [] }: TapeNode): void {
  for (const tensor of saved) tensor.dispose();
}
