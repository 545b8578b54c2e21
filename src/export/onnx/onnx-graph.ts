import type { NetworkLayer, Weight } from '../network/network';
import { type Layout, TwoLayouts } from '../network/two-layouts';
import type { Attributes, Initializer, OnnxNode } from './model-messages';

/** A graph that grows, and the names of its tensors. */
export class OnnxGraph extends TwoLayouts {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: Initializer[] = [];
  private readonly names = new Set<string>();
  private readonly weights = new Map<string, string>();
  private readonly ownNames = new Map<NetworkLayer, string>();

  /** @param borders - the names of inputs and outputs, which nothing else may have */
  constructor(borders: readonly string[]) {
    super();
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

  /**
   * A weight of a layer as it is laid out for ONNX; written once, however often the layer stands in the network.
   *
   * @param layOut - makes of tfjs's order of numbers that of ONNX
   * @param variant - tells apart what is laid out in several ways
   */
  weight(
    layer: NetworkLayer,
    name: string,
    layOut: (weight: Weight) => Weight = (weight) => weight,
    variant = '',
  ): string {
    const hint = `${this.nameOf(layer)}/${name}`;
    const key = `${hint} ${variant}`;
    const known = this.weights.get(key);
    if (known !== undefined) return known;
    const { shape, values } = layOut(layer.weights[name]!);
    const written = this.constant(hint, shape, values);
    this.weights.set(key, written);
    return written;
  }

  /** Numbers that a layer's operations need. */
  constant(hint: string, shape: readonly number[], values: Float32Array | BigInt64Array): string {
    const name = this.unused(hint);
    this.initializers.push({ name, shape, values });
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

  protected turn(tensor: string, order: readonly number[], _: Layout, { name }: NetworkLayer): string {
    return this.add(name, 'Transpose', [tensor], { perm: { ints: order } });
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
