import type { Input, NextCall, Pick } from './pick';

/** As many places as there are rows of indices, into the first axes of a shape. */
function places(pick: Pick, shape: readonly number[], rows: readonly number[], depth: number): Input {
  const size = rows.reduce((product, length) => product * length, 1);
  const values = pick.list(size, () => pick.list(depth, (axis) => pick.whole(0, shape[axis]! - 1))).flat();
  return { shape: [...rows, depth], dtype: 'int32', values };
}

/** Different places along the first axis: where one is written to twice, nobody says who wins. */
function differentRows(pick: Pick, rows: number): Input {
  const values = pick.shuffled(rows).slice(0, pick.whole(1, rows));
  return { shape: [values.length, 1], dtype: 'int32', values };
}

const size = (pick: Pick) => pick.one([1, 2, 3, 5, 7]);

/** Kernels that move values, or make tensors of them. */
export const moves: Readonly<Record<string, NextCall>> = {
  Reshape: (pick) => {
    const shape = pick.shape();
    return { inputs: { x: pick.any(shape) }, attrs: { shape: pick.truth() ? [-1] : [...shape].reverse() } };
  },
  ExpandDims: (pick) => {
    const shape = pick.shape(0, 5);
    return { inputs: { input: pick.any(shape) }, attrs: { dim: pick.axis(shape.length + 1) } };
  },
  Transpose: (pick) => {
    const shape = pick.shape(1, 6);
    return { inputs: { x: pick.any(shape) }, attrs: { perm: pick.shuffled(shape.length) } };
  },
  Reverse: (pick) => {
    const shape = pick.shape(1, 6);
    const dims = pick.shuffled(shape.length).slice(0, pick.whole(0, shape.length));
    return {
      inputs: { x: pick.any(shape) },
      attrs: { dims: dims.map((dim) => (pick.truth() ? dim : dim - shape.length)) },
    };
  },
  Tile: (pick) => {
    const shape = pick.shape(1, 5);
    return { inputs: { x: pick.any(shape) }, attrs: { reps: shape.map(() => pick.whole(1, 3)) } };
  },
  PadV2: (pick) => {
    const shape = pick.shape(1, 5);
    const paddings = shape.map(() => [pick.one([0, 0, 1, 3]), pick.one([0, 0, 1, 2])]);
    return { inputs: { x: pick.any(shape) }, attrs: { paddings, constantValue: pick.whole(0, 1) } };
  },
  MirrorPad: (pick) => {
    const [shape, mode] = [pick.shape(1, 4), pick.one(['reflect', 'symmetric'])];
    const most = (length: number) => (mode === 'reflect' ? length - 1 : length);
    const paddings = shape.map((length) => [pick.whole(0, most(length)), pick.whole(0, most(length))]);
    return { inputs: { x: pick.any(shape, ['float32', 'int32']) }, attrs: { paddings, mode } };
  },
  Slice: (pick) => {
    const shape = pick.shape(1, 6);
    const begin = shape.map((length) => pick.whole(0, length - 1));
    const lengths = shape.map((length, axis) =>
      pick.whole(0, 3) === 0 ? -1 : pick.whole(0, length - begin[axis]!),
    );
    return { inputs: { x: pick.any(shape) }, attrs: { begin, size: lengths } };
  },
  StridedSlice: (pick) => {
    // More, and what cpu gets wrong, is in strided-slice.test.ts.
    const shape = pick.shape(1, 6);
    const backwards = shape.map(() => pick.truth());
    return {
      inputs: { x: pick.any(shape, ['float32', 'int32']) },
      attrs: {
        begin: shape.map((_, axis) => (backwards[axis] ? -1 : 0)),
        end: shape
          .map((length, axis) => (backwards[axis] ? -length - pick.one([0, 1]) : length))
          .map((end) => end || 1),
        strides: shape.map((_, axis) => pick.one([1, 2, 3]) * (backwards[axis] ? -1 : 1)),
        beginMask: pick.whole(0, 63),
        endMask: 63,
        ellipsisMask: 0,
        newAxisMask: 0,
        shrinkAxisMask: 0,
      },
    };
  },
  Concat: (pick) => {
    const shape = pick.shape(1, 5);
    const axis = pick.whole(0, shape.length - 1);
    const dtype = [pick.one(['float32', 'int32', 'bool'] as const)];
    const part = () => shape.map((length, each) => (each === axis ? pick.whole(0, 4) : length));
    return { inputs: pick.list(pick.whole(1, 4), () => pick.any(part(), dtype)), attrs: { axis } };
  },
  Pack: (pick) => {
    const [shape, dtype] = [pick.shape(0, 5), [pick.one(['float32', 'int32', 'bool'] as const)]];
    return {
      inputs: pick.list(pick.whole(1, 4), () => pick.any(shape, dtype)),
      attrs: { axis: pick.whole(0, shape.length) },
    };
  },
  Unpack: (pick) => {
    const shape = pick.shape(1, 6);
    return { inputs: { value: pick.any(shape) }, attrs: { axis: pick.axis(shape.length) } };
  },
  SplitV: (pick) => {
    const shape = pick.shape(1, 5);
    const axis = pick.whole(0, shape.length - 1);
    const length = shape[axis]!;
    const first = pick.whole(0, length);
    const sizes = pick.one([[first, length - first], [first, -1], length, 1]);
    return { inputs: { x: pick.any(shape) }, attrs: { numOrSizeSplits: sizes, axis } };
  },
  OneHot: (pick) => ({
    inputs: { indices: pick.int32(pick.shape(0, 4), -1, 6) },
    attrs: { depth: pick.whole(1, 6), onValue: 3, offValue: -2, dtype: pick.one(['float32', 'int32']) },
  }),
  Diag: (pick) => ({ inputs: { x: pick.any(pick.list(pick.whole(1, 3), () => pick.one([1, 2, 3]))) } }),
  GatherV2: (pick) => {
    const batches = pick.list(pick.whole(0, 2), () => size(pick));
    const [blocks, slice] = [
      pick.list(pick.whole(0, 1), () => size(pick)),
      pick.list(pick.whole(0, 2), () => size(pick)),
    ];
    const rows = size(pick);
    const shape = [...batches, ...blocks, rows, ...slice];
    const taken = pick.list(pick.whole(0, 2), () => size(pick));
    const axis = batches.length + blocks.length;
    return {
      inputs: { x: pick.any(shape), indices: pick.int32([...batches, ...taken], 0, rows - 1) },
      attrs: { axis: pick.truth() ? axis : axis - shape.length, batchDims: batches.length },
    };
  },
  GatherNd: (pick) => {
    const shape = pick.shape(1, 5);
    const rows = pick.list(pick.whole(0, 2), () => size(pick));
    return {
      inputs: { params: pick.any(shape), indices: places(pick, shape, rows, pick.whole(1, shape.length)) },
    };
  },
  ScatterNd: (pick) => {
    const shape = pick.shape(1, 4);
    const rows = pick.list(pick.whole(1, 2), () => size(pick));
    const depth = pick.whole(1, shape.length);
    return {
      inputs: {
        indices: places(pick, shape, rows, depth),
        updates: pick.any([...rows, ...shape.slice(depth)], ['float32', 'int32']),
      },
      attrs: { shape },
    };
  },
  TensorScatterUpdate: (pick) => {
    const shape = pick.shape(1, 4);
    const indices = differentRows(pick, shape[0]!);
    const dtype = [pick.one(['float32', 'int32'] as const)];
    const updates = pick.any([indices.shape[0]!, ...shape.slice(1)], dtype);
    return { inputs: { tensor: pick.any(shape, dtype), indices, updates } };
  },
  SparseToDense: (pick) => {
    const outputShape = [pick.whole(1, 7)];
    const sparseIndices = differentRows(pick, outputShape[0]!);
    const dtype = [pick.one(['float32', 'int32'] as const)];
    const sparseValues = pick.any(pick.truth() ? [] : [sparseIndices.shape[0]!], dtype);
    return {
      inputs: { sparseIndices, sparseValues, defaultValue: pick.any([], dtype) },
      attrs: { outputShape },
    };
  },
  DepthToSpace: (pick) => {
    const blockSize = pick.one([2, 3]);
    const shape = [pick.whole(1, 3), size(pick), size(pick), blockSize ** 2 * pick.whole(1, 3)];
    return { inputs: { x: pick.normal(shape) }, attrs: { blockSize, dataFormat: 'NHWC' } };
  },
  SpaceToBatchND: (pick) => {
    const blockShape = pick.list(pick.whole(1, 3), () => pick.whole(1, 3));
    const shape = [
      pick.whole(1, 3),
      ...blockShape.map(() => size(pick)),
      ...pick.list(pick.whole(0, 2), () => size(pick)),
    ];
    const paddings = blockShape.map((block, axis) => {
      const before = pick.whole(0, 2);
      const rest = (shape[axis + 1]! + before) % block;
      return [before, (rest === 0 ? 0 : block - rest) + block * pick.whole(0, 1)];
    });
    return { inputs: { x: pick.any(shape, ['float32', 'int32']) }, attrs: { blockShape, paddings } };
  },
  BatchToSpaceND: (pick) => {
    const blockShape = pick.list(pick.whole(1, 3), () => pick.whole(1, 3));
    const batch = blockShape.reduce((product, block) => product * block, pick.whole(1, 3));
    const shape = [
      batch,
      ...blockShape.map(() => size(pick)),
      ...pick.list(pick.whole(0, 2), () => size(pick)),
    ];
    const crops = blockShape.map((block, axis) => {
      const before = pick.whole(0, Math.min(2, block * shape[axis + 1]! - 1));
      return [before, pick.whole(0, Math.min(2, block * shape[axis + 1]! - 1 - before))];
    });
    return { inputs: { x: pick.any(shape, ['float32', 'int32']) }, attrs: { blockShape, crops } };
  },
};
