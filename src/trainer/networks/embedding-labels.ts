import { engine, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { type Layer, type LayerCall, replaceLayerCalls, type TrainableModel } from '../../tfjs';
import { type Role, roles } from './model';

/**
 * Looks at the labels that an embedding of tfjs-layers is given, and leaves the rest to the layer: floats it would cut off, and of
 * labels out of range a GPU makes what it likes.
 *
 * @param options - `mayWait`: whether to wait for a GPU for them, not in a step; `argument`: what they came by
 */
export function embeddingCall(
  layer: Layer,
  role: Role | undefined,
  { mayWait = false, argument = 'data' } = {},
): LayerCall | undefined {
  const { inputDim } = layer as { readonly inputDim?: unknown };
  if (layer.getClassName?.() !== 'Embedding' || typeof inputDim !== 'number') return undefined;
  return (labels) => {
    const refuse = (came: string, expected: string) => {
      const whose = role ? ` of the ${role}` : '';
      throw new ArgumentError(
        argument,
        `gave ${came} to the embedding '${layer.name}'${whose}; expected ${expected}.`,
      );
    };
    if (labels.dtype !== 'int32') refuse(`labels of ${labels.dtype}`, "int32: tf.tensor1d(labels, 'int32')");
    const values = mayWait || isInMemory() ? valuesOf(labels) : undefined;
    const wrong = values?.find((label) => !(label >= 0 && label < inputDim));
    if (wrong !== undefined) refuse(`the label ${wrong}`, `labels from 0 to ${inputDim - 1}`);
    return undefined;
  };
}

/** Refuses conditions whose labels an embedding can't take, where `work` runs the networks on them. */
export function refuseWrongLabels<T>(models: Readonly<Record<Role, TrainableModel>>, work: () => T): T {
  const restore = roles.map((role) =>
    replaceLayerCalls([models[role]], (layer) => embeddingCall(layer, role, { mayWait: true })),
  );
  try {
    return work();
  } finally {
    for (const undo of restore) undo();
  }
}

/** Does as {@link refuseWrongLabels}, for the condition of samples. */
export function refuseWrongLabelsOfSamples<T>(generator: TrainableModel, work: () => T): T {
  const options = { mayWait: true, argument: 'condition' };
  const undo = replaceLayerCalls([generator], (layer) => embeddingCall(layer, 'generator', options));
  try {
    return work();
  } finally {
    undo();
  }
}

/** Whether the backend keeps tensors where reading them costs nothing. */
function isInMemory(): boolean {
  return getBackend() === 'cpu' || getBackend() === 'wasm';
}

/** The values of a tensor; undefined on a backend that has no way to read them at once. */
function valuesOf(tensor: Tensor): Int32Array | undefined {
  try {
    return engine().readSync(tensor.dataId) as Int32Array;
  } catch {
    return undefined;
  }
}
