/** A size of every dimension, null where it is open; the first one is the batch's. */
export type Shape = readonly (number | null)[];

/** A weight with its values, in tfjs's order: channels last. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A layer as it is at inference. One that stands twice in a network is one object. */
export interface NetworkLayer {
  /** The name of its class in tfjs-layers, `Dense` say. */
  readonly className: string;
  /** Its name in the model. */
  readonly name: string;
  /** Its settings, as its `getConfig` gives them. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Its weights by the layer's own names: `kernel`, `bias`, `gamma`, … */
  readonly weights: Readonly<Record<string, Weight>>;
}

/** A tensor that flows between layers. */
export interface Value {
  readonly shape: Shape;
  readonly dtype: string;
}

/** One application of a layer. */
export interface NetworkNode {
  readonly layer: NetworkLayer;
  readonly inputs: readonly Value[];
  readonly output: Value;
}

/** An input or output of a network. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** A sequential or functional model without the models within: its layers in an order in which they can be computed. */
export interface Network {
  readonly inputs: readonly NamedValue[];
  readonly nodes: readonly NetworkNode[];
  readonly outputs: readonly NamedValue[];
}

/** Stand-in for a layer at an output, where its value is turned for whoever reads it. */
export function borderLayer(name: string): NetworkLayer {
  return { className: 'Output', name, config: {}, weights: {} };
}
