import type { NetworkLayer, NetworkNode, Value } from './network';

/** Order of a value's dimensions: channels last, as in tfjs, or right behind the batch, as ONNX and PyTorch want them. */
export type Layout = 'last' | 'first';

/** Names of values in either layout: a value is only turned where somebody needs it, and once. */
export abstract class TwoLayouts {
  private readonly known = new Map<Value, { last?: string; first?: string }>();

  /** Adds what turns a value's dimensions, for a layer, and gives the result's name. */
  protected abstract turn(name: string, order: readonly number[], to: Layout, layer: NetworkLayer): string;

  /** Says by which name a value is known in a layout. */
  set(value: Value, layout: Layout, name: string): void {
    // With no dimension between batch and channels, both are the same.
    const both = value.shape.length < 3;
    this.known.set(value, both ? { last: name, first: name } : { [layout]: name });
  }

  /** The name of a value in a layout, turned for this layer where it isn't there yet. */
  get(value: Value, layout: Layout, layer: NetworkLayer): string {
    const names = this.known.get(value)!;
    const [other] = Object.values(names) as [string];
    names[layout] ??= this.turn(other, orderTo(layout, value.shape.length), layout, layer);
    return names[layout];
  }

  /** The layout in which all of the values are, channels in front if both. */
  layoutOf(values: readonly Value[]): Layout {
    return values.every((value) => this.known.get(value)!.first !== undefined) ? 'first' : 'last';
  }

  /** Adds a layer that works in one layout; `work` gives the name of its output. */
  addIn(layout: Layout, node: NetworkNode, work: (names: readonly string[], layer: string) => string): void {
    const names = node.inputs.map((input) => this.get(input, layout, node.layer));
    this.set(node.output, layout, work(names, node.layer.name));
  }

  /** Adds a layer that works in either layout. */
  addInEither(
    node: NetworkNode,
    work: (names: readonly string[], layout: Layout, layer: string) => string,
  ): void {
    const layout = this.layoutOf(node.inputs);
    this.addIn(layout, node, (names, layer) => work(names, layout, layer));
  }
}

/** The order of dimensions that leads from the other layout to this one. */
function orderTo(layout: Layout, rank: number): readonly number[] {
  const axes = [...Array(rank).keys()];
  return layout === 'first' ? [0, rank - 1, ...axes.slice(1, -1)] : [0, ...axes.slice(2), 1];
}

/** The place of an axis of tfjs in a layout; negative ones count from the end. */
export function axisIn(layout: Layout, axis: number, rank: number): number {
  const place = axis < 0 ? axis + rank : axis;
  if (layout === 'last' || place === 0) return place;
  return place === rank - 1 ? 1 : place + 1;
}
