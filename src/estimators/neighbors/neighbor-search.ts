import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';

/** The nearest points of each of many: row i of each array has `count` entries, the nearest first. */
export interface Neighbours {
  readonly count: number;
  /** Euclidean distances. */
  readonly distances: Float64Array;
  /** Which points they are. */
  readonly indices: Int32Array;
}

/**
 * Finds the nearest points of each point by a k-d tree (Friedman, Bentley & Finkel 1977; the bound of a cell is kept up
 * axis by axis, as in Arya & Mount 1993). Exact in every dimension; from about 10 on it comes down to looking at all pairs,
 * each of which is dropped as soon as its distance is too long. One point's search isn't split: at worst it looks at all numbers of
 * `among`, a millisecond for a million.
 *
 * @param points - whose neighbours are asked for
 * @param among - where they are looked for; if these are `points` itself, a point isn't its own neighbour
 * @param count - how many; `among` must have as many others
 * @param pauses - taken between points
 * @returns the neighbours
 */
export async function nearestNeighbours(
  points: SampleMatrix,
  among: SampleMatrix,
  count: number,
  pauses: Pauses,
): Promise<Neighbours> {
  const tree = await NeighbourTree.of(among, count, pauses);
  const distances = new Float64Array(points.count * count);
  const indices = new Int32Array(points.count * count);
  for (let point = 0; point < points.count; point++) {
    if (pauses.due()) await pauses.take();
    tree.search(points.values, point * points.dimension, points === among ? point : -1);
    for (let rank = 0; rank < count; rank++) {
      distances[point * count + rank] = Math.sqrt(tree.squaredDistances[rank]!);
      indices[point * count + rank] = tree.indices[rank]!;
    }
  }
  return { count, distances, indices };
}

const LEAF_SIZE = 12;
/** Parts of at most so many numbers are split in one go. */
const SPLIT_AT_ONCE = 32_768;
/** After how many coordinates a distance is looked at, whether it is too long already. */
const STRIDE = 16;

/** A balanced k-d tree. A node is a range of `order`, halved at its middle; node i's children are 2i and 2i + 1. */
class NeighbourTree {
  /** The last search's squared distances, ascending. */
  readonly squaredDistances: Float64Array;
  /** The last search's points. */
  readonly indices: Int32Array;
  private readonly dimension: number;
  private readonly order: Int32Array;
  /** The points in the order of the leaves, so that a leaf lies in one piece of memory. */
  private readonly sorted: Float64Array;
  private readonly axes: number[] = [];
  private readonly splits: number[] = [];
  /** Of the search at hand: the point, and how far it lies outside of the current cell along each axis. */
  private point: Float64Array = new Float64Array(0);
  private offset = 0;
  private excluded = -1;
  private readonly outside: Float64Array;

  private constructor({ count, dimension }: SampleMatrix, neighbours: number) {
    this.dimension = dimension;
    this.squaredDistances = new Float64Array(neighbours);
    this.indices = new Int32Array(neighbours);
    this.outside = new Float64Array(dimension);
    this.order = new Int32Array(count);
    for (let index = 0; index < count; index++) this.order[index] = index;
    this.sorted = new Float64Array(count * dimension);
  }

  static async of(points: SampleMatrix, neighbours: number, pauses: Pauses): Promise<NeighbourTree> {
    const tree = new NeighbourTree(points, neighbours);
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

/** Widens the box about points by those from `start` to before `end`. */
function widen(
  least: Float64Array,
  most: Float64Array,
  values: Float64Array,
  order: Int32Array,
  start: number,
  end: number,
): void {
  const dimension = least.length;
  for (let position = start; position < end; position++) {
    const from = order[position]! * dimension;
    for (let axis = 0; axis < dimension; axis++) {
      const value = values[from + axis]!;
      if (value < least[axis]!) least[axis] = value;
      if (value > most[axis]!) most[axis] = value;
    }
  }
}

/** The axis along which a box is widest, the first of several. */
function widestOf(least: Float64Array, most: Float64Array): number {
  let widest = 0;
  for (let axis = 1; axis < least.length; axis++) {
    if (most[axis]! - least[axis]! > most[widest]! - least[widest]!) widest = axis;
  }
  return widest;
}

/** Swaps between two looks at the clock. */
const SWAPS_A_LOOK = 4096;

/** The rounds of {@link select} for the middle of `order[low … high]` that have much to go through, with pauses. */
async function narrow(
  values: Float64Array,
  dimension: number,
  axis: number,
  order: Int32Array,
  low: number,
  high: number,
  pauses: Pauses,
): Promise<[low: number, high: number]> {
  const target = (low + high + 1) >>> 1;
  while (high - low >= SPLIT_AT_ONCE) {
    const pivot = values[order[(low + high) >>> 1]! * dimension + axis]!;
    let [left, right] = [low, high];
    while (left <= right) {
      for (let swaps = 0; left <= right && swaps < SWAPS_A_LOOK; swaps++) {
        while (values[order[left]! * dimension + axis]! < pivot) left++;
        while (values[order[right]! * dimension + axis]! > pivot) right--;
        if (left > right) break;
        const swapped = order[left]!;
        order[left++] = order[right]!;
        order[right--] = swapped;
      }
      if (pauses.due()) await pauses.take();
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else return [target, target];
  }
  return [low, high];
}

/** Reorders `order[low … high]` so that the entry at `target` is where sorting along the axis would put it (quickselect). */
function select(
  values: Float64Array,
  dimension: number,
  axis: number,
  order: Int32Array,
  low: number,
  high: number,
  target: number,
): void {
  while (low < high) {
    const pivot = values[order[(low + high) >>> 1]! * dimension + axis]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[order[left]! * dimension + axis]! < pivot) left++;
      while (values[order[right]! * dimension + axis]! > pivot) right--;
      if (left <= right) {
        const swapped = order[left]!;
        order[left++] = order[right]!;
        order[right--] = swapped;
      }
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else return;
  }
}
