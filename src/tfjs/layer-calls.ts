import { Tensor } from '@tensorflow/tfjs-core';
import { processWide } from '../process';

/** A layer of tfjs-layers, with the parts that its types keep to themselves. */
export interface Layer {
  readonly name?: string;
  getClassName?(): string;
  readonly trainable?: boolean;
  readonly _trainableWeights?: readonly { readonly trainable?: boolean }[];
  call(inputs: unknown, kwargs: object): unknown;
  readonly layers?: readonly Layer[];
  /** Layer within a wrapper. */
  readonly layer?: Layer;
  readonly forwardLayer?: Layer;
  readonly backwardLayer?: Layer;
  readonly kernel?: { read(): Tensor };
  readonly bias?: { read(): Tensor } | null;
  readonly activation?: { getClassName(): string; apply(x: Tensor): Tensor };
  readonly strides?: [number, number];
  readonly padding?: string;
  readonly dataFormat?: string;
  readonly dilationRate?: [number, number];
  readonly axis?: number | readonly number[];
  readonly epsilon?: number;
  readonly gamma?: { read(): Tensor } | null;
  readonly beta?: { read(): Tensor } | null;
  readonly scale?: boolean;
  readonly center?: boolean;
  readonly rate?: number;
  readonly stddev?: number;
  readonly seed?: number | null;
  readonly noiseShape?: readonly number[] | null;
  readonly _callHook?: unknown;
}

/** Replacement of a layer's call: its output for one tensor, or undefined where the layer's own call must serve. */
export type LayerCall = (x: Tensor, training: boolean) => Tensor | undefined;

/** Number of runs that use a layer's replaced call: Trainers may share layers, and none may take it from the others. */
const layerUsers = () => processWide('layer-users', () => new WeakMap<Layer, number>());

/** Visits the layers of models of tfjs-layers, those of the models and wrappers within first. */
export function visitLayers(
  models: readonly object[],
  see: (layer: Layer, isFrozen: () => boolean) => void,
): void {
  const visit = (layers: readonly Layer[] | undefined, owners: readonly Layer[]) => {
    if (!Array.isArray(layers)) return;
    for (const layer of layers as readonly Layer[]) {
      const chain = [...owners, layer];
      visit(layer.layers, chain);
      visit(wrappedLayers(layer), chain);
      see(layer, () => isFrozen(chain));
    }
  };
  for (const model of models) visit((model as Layer).layers, [model as Layer]);
}

/**
 * Has layers of the models, and of the models within, answer by another call.
 *
 * @param replacement - the call of a layer, or undefined for one that stays as it is; it is also told how to ask whether the
 *   layer, or a model that it is within, is frozen
 * @returns puts the layers back
 */
export function replaceLayerCalls(
  models: readonly object[],
  replacement: (layer: Layer, isFrozen: () => boolean) => LayerCall | undefined,
): () => void {
  const users = layerUsers();
  const replaced: Layer[] = [];
  visitLayers(models, (layer, isFrozen) => {
    const others = users.get(layer) ?? 0;
    const call = others === 0 && isKnown(layer) ? replacement(layer, isFrozen) : undefined;
    if (call) replaceCall(layer, call);
    else if (others === 0) return;
    users.set(layer, others + 1);
    replaced.push(layer);
  });
  return () => {
    for (const layer of replaced.splice(0)) {
      const others = users.get(layer)! - 1;
      users.set(layer, others);
      // The method belongs to the class: without a property of its own, the layer has the original again.
      if (others === 0) delete (layer as Partial<Layer>).call;
    }
  };
}

/**
 * Has models answer by another call, as long as they are asked for one tensor.
 *
 * @param replacement - the call of a model, or undefined for one that stays as it is
 * @returns puts the models back
 */
export function replaceModelCalls(
  models: readonly object[],
  replacement: (model: Layer) => LayerCall | undefined,
): () => void {
  const replaced = (models as readonly AppliedModel[]).filter((model) => {
    // Another run has replaced it already, or it does something of its own.
    if (Object.hasOwn(model, 'apply') || !Object.hasOwn(model.constructor, 'className')) return false;
    const call = replacement(model);
    if (!call) return false;
    const original = model.apply;
    model.apply = (inputs, kwargs) => {
      const output = inputs instanceof Tensor ? call(inputs, isTraining(kwargs)) : undefined;
      return output ?? original.call(model, inputs, kwargs);
    };
    return true;
  });
  return () => {
    for (const model of replaced) delete (model as Partial<AppliedModel>).apply;
  };
}

type AppliedModel = Layer & { apply(inputs: unknown, kwargs?: object): unknown };

function isTraining(kwargs: object | undefined): boolean {
  return (kwargs as { training?: unknown } | undefined)?.training === true;
}

/** Layers that `timeDistributed`, `bidirectional` and `spectralNormalization` wrap. */
function wrappedLayers({ layer, forwardLayer, backwardLayer }: Layer): Layer[] {
  const wrapped = forwardLayer ? [forwardLayer, backwardLayer] : [layer];
  return wrapped.filter((each): each is Layer => typeof each?.call === 'function');
}

/** A frozen model of tfjs-layers has frozen weights within, but says of its layers that they are trainable. */
function isFrozen(chain: readonly Layer[]): boolean {
  const weights = chain.at(-1)?._trainableWeights ?? [];
  const allFrozen = weights.length > 0 && weights.every(({ trainable }) => trainable === false);
  return allFrozen || chain.some(({ trainable }) => trainable === false);
}

function replaceCall(layer: Layer, call: LayerCall): void {
  const original = layer.call;
  layer.call = (inputs, kwargs) => {
    const x = Array.isArray(inputs) && inputs.length === 1 ? inputs[0] : inputs;
    const output = x instanceof Tensor ? call(x, isTraining(kwargs)) : undefined;
    return output ?? original.call(layer, inputs, kwargs);
  };
}

/** Whether the layer's class name tells what its call does: a subclass that has no name of its own may do something else. */
function isKnown(layer: Layer): boolean {
  return !Object.hasOwn(layer, 'call') && Object.hasOwn(layer.constructor, 'className');
}
