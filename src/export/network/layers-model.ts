import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';

/** A tensor of a model of tfjs-layers that has no values: it tells which layer gives it. */
export interface SymbolicTensor {
  readonly shape: readonly (number | null)[];
  readonly dtype: string;
  readonly sourceLayer: LayerOfModel;
  readonly nodeIndex: number;
}

/** A weight of tfjs-layers. */
export interface LayerVariable {
  readonly originalName: string;
  read(): Tensor;
}

/** A layer of tfjs-layers, with the parts that its types keep to themselves. */
export interface LayerOfModel {
  readonly name: string;
  getClassName(): string;
  getConfig(): Record<string, unknown>;
  readonly inboundNodes: readonly {
    readonly inputTensors: readonly SymbolicTensor[];
    readonly outputTensors: readonly SymbolicTensor[];
  }[];
  /** Borders of a model within a model. */
  readonly inputs?: readonly SymbolicTensor[];
  readonly outputs?: readonly SymbolicTensor[];
}

/** A sequential or functional model of tfjs-layers. */
export interface LayersModel extends LayerOfModel {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  readonly weights: readonly LayerVariable[];
  toJSON(unused: null, returnString: false): object;
}

/** Whether it is a model of tfjs-layers, which knows its inputs and outputs. */
export function isLayersModel(value: unknown): value is LayersModel {
  const { layers, getClassName, toJSON } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Array.isArray(layers) && typeof getClassName === 'function' && typeof toJSON === 'function';
}

/**
 * Refuses what is no model of tfjs-layers, and one whose layers aren't built.
 *
 * @param argument - its name
 * @param model - what came
 */
export function checkLayersModel(argument: string, model: unknown): asserts model is LayersModel {
  if (!isLayersModel(model)) {
    const expected = 'a sequential or functional model of tfjs-layers, whose layers can be read';
    throw new ArgumentError(argument, `got ${describeValue(model)}; expected ${expected}.`);
  }
  if (!model.inputs?.length || !model.outputs?.length) {
    const hint = 'give its first layer an `inputShape`';
    throw new ArgumentError(argument, `is a model that isn't built; expected one of a known shape: ${hint}.`);
  }
  if (isDisposed(model))
    throw new ArgumentError(argument, 'has weights that were disposed of; expected a model in use.');
}

function isDisposed({ weights }: LayersModel): boolean {
  try {
    return weights.some((weight) => weight.read().isDisposed);
  } catch {
    return true; // tfjs-layers throws for such a weight
  }
}
