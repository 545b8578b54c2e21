import type { NetworkLayer, NetworkNode, Value, Weight } from '../network/network';
import type { Attributes, Initializer, OnnxNode } from './model-messages';

/** Order of a value's dimensions: channels last, as in tfjs, or right behind the batch, as ONNX's operations want them. */
export type Layout = 'last' | 'first';

/** A graph that grows, and the names of its tensors in either layout: a value is only transposed where somebody needs it. */
export class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: Initializer[] = [];
  private readonly names = new Set<string>();
  private readonly tensors = new Map<Value, { last?: string; first?: string }>();
  private readonly weights = new Map<string, string>();
  private readonly ownNames = new Map<NetworkLayer, string>();

  /** @param borders - the names of inputs and outputs, which nothing else may have */
  constructor(borders: readonly string[]) {
    for (const name of borders) this.names.add(name);
  }

  /** Adds an operation; its name begins with that of the layer that it serves. */
  add(
    layer: string,
    operation: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    called?: string,
  ): string {
    const output = called ?? this.unused(`${layer}/${operation}`);
    this.nodes.push({ operation, name: output, inputs, output, attributes });
    return output;
  }

  /** A weight of a layer as it is laid out for ONNX; written once, however often the layer stands in the network. */
  weight(layer: NetworkLayer, name: string, layOut: (weight: Weight) => Weight = (weight) => weight): string {
    const key = `${this.nameOf(layer)}/${name}`;
    const known = this.weights.get(key);
    if (known !== undefined) return known;
    const weight = layOut(layer.weights[name]!);
    return this.constant(key, weight.shape, weight.values, key);
  }

  /** Numbers that a layer's operations need. */
  constant(
    hint: string,
    shape: readonly number[],
    values: Float32Array | BigInt64Array,
    key?: string,
  ): string {
    const name = this.unused(hint);
    this.initializers.push({ name, shape, values });
    if (key !== undefined) this.weights.set(key, name);
    return name;
  }

  /** Whole numbers, such as a shape or axes. */
  wholes(hint: string, ...values: readonly number[]): string {
    return this.constant(hint, [values.length], BigInt64Array.from(values, BigInt));
  }

  /** A number. */
  number(hint: string, value: number): string {
    return this.constant(hint, [], Float32Array.of(value));
  }

  /** Says which tensor a value is in a layout. */
  set(value: Value, layout: Layout, tensor: string): void {
    // With no dimension between batch and channels, both are the same.
    const both = value.shape.length < 3;
    this.tensors.set(value, both ? { last: tensor, first: tensor } : { [layout]: tensor });
  }

  /** The tensor of a value in a layout, transposed where it isn't there yet. */
  get(value: Value, layout: Layout): string {
    const known = this.tensors.get(value)!;
    const tensor = known[layout];
    if (tensor !== undefined) return tensor;
    const rank = value.shape.length;
    const between = [...Array(rank - 2).keys()];
    const order =
      layout === 'first'
        ? [0, rank - 1, ...between.map((axis) => axis + 1)]
        : [0, ...between.map((axis) => axis + 2), 1];
    const [other] = Object.values(known) as [string];
    known[layout] = this.add(other.split('/')[0]!, 'Transpose', [other], { perm: { ints: order } });
    return known[layout];
  }

  /** The layout that spares values a transposition. */
  layoutOf(values: readonly Value[]): Layout {
    return values.every((value) => this.tensors.get(value)!.first !== undefined) ? 'first' : 'last';
  }

  /** Adds a layer that works in one layout. */
  addIn(layout: Layout, node: NetworkNode, work: (tensors: readonly string[], name: string) => string): void {
    const tensors = node.inputs.map((input) => this.get(input, layout));
    this.set(node.output, layout, work(tensors, node.layer.name));
  }

  /** Adds a layer that works in either layout. */
  addInEither(
    node: NetworkNode,
    work: (tensors: readonly string[], layout: Layout, name: string) => string,
  ): void {
    const layout = this.layoutOf(node.inputs);
    this.addIn(layout, node, (tensors, name) => work(tensors, layout, name));
  }

  /** The name of a layer's weights: two layers of one name may come together in one network, from models within. */
  private nameOf(layer: NetworkLayer): string {
    const known = this.ownNames.get(layer);
    if (known !== undefined) return known;
    const name = this.unused(layer.name);
    this.ownNames.set(layer, name);
    return name;
  }

  private unused(hint: string): string {
    let name = hint;
    for (let count = 1; this.names.has(name); count++) name = `${hint}_${count}`;
    this.names.add(name);
    return name;
  }
}
