import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { narrow, SPLIT_AT_ONCE, select, widen, widestOf } from './split-points';

const LEAF_SIZE = 12;
/** After how many coordinates a distance is looked at, whether it is too long already. */
const STRIDE = 16;

/** A balanced k-d tree. A node is a range of `order`, halved at its middle; node i's children are 2i and 2i + 1. */
export class NeighborTree {
  /** The last search's squared distances, ascending. */
  readonly squaredDistances: Float64Array;
  /** The last search's points. */
  readonly indices: Int32Array;
  /** Number of points that all searches looked at. */
  looked = 0;
  private readonly dimension: number;
  private readonly order: Int32Array;
  /** The points in the order of the leaves, so that a leaf lies in one piece of memory. */
  private readonly sorted: Float64Array;
  private readonly axes: number[] = [];
  private readonly splits: number[] = [];
  /** State of the current search: the point, and its distance from the current cell along each axis. */
  private point: Float64Array = new Float64Array(0);
  private offset = 0;
  private excluded = -1;
  private readonly outside: Float64Array;

  private constructor({ count, dimension }: SampleMatrix, neighbors: number) {
    this.dimension = dimension;
    this.squaredDistances = new Float64Array(neighbors);
    this.indices = new Int32Array(neighbors);
    this.outside = new Float64Array(dimension);
    this.order = new Int32Array(count);
    for (let index = 0; index < count; index++) this.order[index] = index;
    this.sorted = new Float64Array(count * dimension);
  }

  static async of(points: SampleMatrix, neighbors: number, pauses: Pauses): Promise<NeighborTree> {
    const tree = new NeighborTree(points, neighbors);
    const { order, sorted } = tree;
    const { values, count, dimension } = points;
    await tree.split(values, 1, 0, count, pauses);
    await inBlocks(count, dimension, pauses, (from, to) => {
      for (let position = from; position < to; position++) {
        const start = order[position]! * dimension;
        for (let axis = 0; axis < dimension; axis++)
          sorted[position * dimension + axis] = values[start + axis]!;
      }
    });
    return tree;
  }

  search(point: Float64Array, offset: number, excluded: number): void {
    this.point = point;
    this.offset = offset;
    this.excluded = excluded;
    this.squaredDistances.fill(Infinity);
    this.indices.fill(-1);
    this.outside.fill(0);
    this.visit(1, 0, this.order.length, 0);
  }

  /** Splits what is large with pauses, what is small without: a promise a node would take longer than the node. */
  private async split(
    values: Float64Array,
    node: number,
    start: number,
    end: number,
    pauses: Pauses,
  ): Promise<void> {
    if ((end - start) * this.dimension <= SPLIT_AT_ONCE) {
      this.splitAtOnce(values, node, start, end);
      if (pauses.due()) await pauses.take();
      return;
    }
    const { dimension, order } = this;
    const [least, most] = [
      new Float64Array(dimension).fill(Infinity),
      new Float64Array(dimension).fill(-Infinity),
    ];
    await inBlocks(end - start, dimension, pauses, (from, to) => {
      widen(least, most, values, order, start + from, start + to);
    });
    const axis = widestOf(least, most);
    // What is left of it is no more than is split in one go.
    const part = await narrow(values, dimension, axis, order, start, end - 1, pauses);
    this.halve(values, node, start, end, axis, part);
    if (pauses.due()) await pauses.take();
    const middle = (start + end) >>> 1;
    await this.split(values, 2 * node, start, middle, pauses);
    await this.split(values, 2 * node + 1, middle, end, pauses);
  }

  private splitAtOnce(values: Float64Array, node: number, start: number, end: number): void {
    if (end - start <= LEAF_SIZE) return;
    const { dimension, order } = this;
    const [least, most] = [
      new Float64Array(dimension).fill(Infinity),
      new Float64Array(dimension).fill(-Infinity),
    ];
    widen(least, most, values, order, start, end);
    this.halve(values, node, start, end, widestOf(least, most));
    const middle = (start + end) >>> 1;
    this.splitAtOnce(values, 2 * node, start, middle);
    this.splitAtOnce(values, 2 * node + 1, middle, end);
  }

  /** `part` holds the middle's place, with all before it no greater and all behind it no less. */
  private halve(
    values: Float64Array,
    node: number,
    start: number,
    end: number,
    axis: number,
    [low, high]: readonly [low: number, high: number] = [start, end - 1],
  ): void {
    const { dimension, order } = this;
    const middle = (start + end) >>> 1;
    select(values, dimension, axis, order, low, high, middle);
    this.axes[node] = axis;
    this.splits[node] = values[order[middle]! * dimension + axis]!;
  }

  private visit(node: number, start: number, end: number, squaredBound: number): void {
    if (end - start <= LEAF_SIZE) {
      this.visitLeaf(start, end);
      return;
    }
    const { outside, squaredDistances } = this;
    const axis = this.axes[node]!;
    const beyond = this.point[this.offset + axis]! - this.splits[node]!;
    const middle = (start + end) >>> 1;
    if (beyond < 0) this.visit(2 * node, start, middle, squaredBound);
    else this.visit(2 * node + 1, middle, end, squaredBound);
    const before = outside[axis]!;
    const farBound = squaredBound - before * before + beyond * beyond;
    if (farBound >= squaredDistances[squaredDistances.length - 1]!) return;
    outside[axis] = beyond;
    if (beyond < 0) this.visit(2 * node + 1, middle, end, farBound);
    else this.visit(2 * node, start, middle, farBound);
    outside[axis] = before;
  }

  private visitLeaf(start: number, end: number): void {
    const { dimension, sorted, point, offset, squaredDistances } = this;
    const last = squaredDistances.length - 1;
    this.looked += end - start;
    for (let position = start; position < end; position++) {
      const worst = squaredDistances[last]!;
      const base = position * dimension;
      let squared = 0;
      for (let axis = 0; axis < dimension && squared < worst; ) {
        const stop = Math.min(axis + STRIDE, dimension);
        for (; axis < stop; axis++) {
          const difference = point[offset + axis]! - sorted[base + axis]!;
          squared += difference * difference;
        }
      }
      if (squared < worst && this.order[position] !== this.excluded) {
        this.insert(squared, this.order[position]!);
      }
    }
  }

  private insert(squared: number, index: number): void {
    const { squaredDistances, indices } = this;
    let rank = squaredDistances.length - 1;
    for (; rank > 0 && squaredDistances[rank - 1]! > squared; rank--) {
      squaredDistances[rank] = squaredDistances[rank - 1]!;
      indices[rank] = indices[rank - 1]!;
    }
    squaredDistances[rank] = squared;
    indices[rank] = index;
  }
}
