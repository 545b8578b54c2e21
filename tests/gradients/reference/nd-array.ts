import { Scalar } from './scalar';

/** An array of scalars with a shape, row by row. */
export class NdArray {
  constructor(
    readonly shape: readonly number[],
    readonly values: readonly Scalar[],
  ) {
    if (values.length !== sizeOf(shape)) throw new Error(`${values.length} values for the shape [${shape}]`);
  }

  /** Leaves: numbers of unknown origin, moving with `tangents`. */
  static leaves(shape: readonly number[], values: ArrayLike<number>, tangents?: ArrayLike<number>): NdArray {
    return new NdArray(
      shape,
      Array.from(values, (value, index) => new Scalar(value, tangents?.[index])),
    );
  }

  /** An array whose value at each place is made from that place's indices. */
  static from(shape: readonly number[], make: (indices: number[]) => Scalar): NdArray {
    return new NdArray(shape, placesIn(shape).map(make));
  }

  at(indices: readonly number[]): Scalar {
    return this.values[this.shape.reduce((place, size, axis) => place * size + indices[axis]!, 0)]!;
  }

  /** As {@link at}, in numpy's broadcasting: missing axes come first, axes of size 1 repeat. */
  broadcastAt(indices: readonly number[]): Scalar {
    const own = indices.slice(indices.length - this.shape.length);
    return this.at(own.map((index, axis) => (this.shape[axis] === 1 ? 0 : index)));
  }

  map(f: (value: Scalar) => Scalar): NdArray {
    return new NdArray(this.shape, this.values.map(f));
  }

  reshape(shape: readonly number[]): NdArray {
    return new NdArray(shape, this.values);
  }

  permute(axes: readonly number[]): NdArray {
    return NdArray.from(
      axes.map((axis) => this.shape[axis]!),
      (indices) => this.at(this.shape.map((_, axis) => indices[axes.indexOf(axis)]!)),
    );
  }

  /** Reduces the values along `axes` to one each. */
  reduce(axes: readonly number[], f: (values: Scalar[]) => Scalar, keepDims = false): NdArray {
    const inner = placesIn(this.shape.map((size, axis) => (axes.includes(axis) ? size : 1)));
    const kept = NdArray.from(
      this.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
      (outer) => f(inner.map((place) => this.at(place.map((index, axis) => index + outer[axis]!)))),
    );
    return keepDims ? kept : kept.reshape(this.shape.filter((_, axis) => !axes.includes(axis)));
  }
}

/** f of two arrays, place by place, in numpy's broadcasting. */
export function zip(a: NdArray, b: NdArray, f: (a: Scalar, b: Scalar) => Scalar): NdArray {
  const shape = broadcastShape(a.shape, b.shape);
  return NdArray.from(shape, (indices) => f(a.broadcastAt(indices), b.broadcastAt(indices)));
}

/** numpy's rule: axes are matched from the last; an axis of size 1, or a missing one, takes the other's size. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const size = (shape: readonly number[], axis: number) => shape[axis - rank + shape.length] ?? 1;
  return Array.from({ length: rank }, (_, axis) => Math.max(size(a, axis), size(b, axis)));
}

/** Arrays one after another along an axis. */
export function concatenate(arrays: readonly NdArray[], axis: number): NdArray {
  const sources = arrays.flatMap((array) =>
    Array.from({ length: array.shape[axis]! }, (_, index) => ({ array, index })),
  );
  const shape = arrays[0]!.shape.map((size, other) => (other === axis ? sources.length : size));
  return NdArray.from(shape, (indices) => {
    const { array, index } = sources[indices[axis]!]!;
    return array.at(indices.map((place, other) => (other === axis ? index : place)));
  });
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** All index tuples of a shape, row by row. */
export function placesIn(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (places, size) =>
      places.flatMap((place) => Array.from({ length: size }, (_, index) => [...place, index])),
    [[]],
  );
}
