import * as tf from '@tensorflow/tfjs-core';

interface LinearOperation {
  readonly name: string;
  readonly shape: number[];
  readonly op: (x: tf.Tensor) => tf.Tensor;
  /** Backends where tfjs's own forward kernel is wrong. */
  readonly wrong?: readonly string[];
}

const image = (x: tf.Tensor) => x as tf.Tensor4D;
const whole = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32');

const depthToSpace: LinearOperation[] = [
  ...[2, 3].map((block) => ({
    name: `depthToSpace by ${block}`,
    shape: [2, 2, 3, block ** 2 * 2],
    op: (x: tf.Tensor) => tf.depthToSpace(image(x), block),
  })),
  {
    name: 'depthToSpace by 2, channels first',
    shape: [2, 8, 3, 2],
    op: (x) => tf.depthToSpace(image(x), 2, 'NCHW'),
    wrong: ['cpu'], // its kernel refuses that
  },
];

const mirrors: LinearOperation[] = (['reflect', 'symmetric'] as const).flatMap((mode) => [
  { name: `mirrorPad, ${mode}`, shape: [4], op: (x) => tf.mirrorPad(x, [[3, 2]], mode) },
  {
    name: `mirrorPad, ${mode}`,
    shape: [3, 4],
    op: (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 2],
          [3, 1],
        ],
        mode,
      ),
  },
  {
    name: `mirrorPad of images, ${mode}`,
    shape: [2, 3, 4, 2],
    op: (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 2],
          [2, 0],
          [0, 0],
        ],
        mode,
      ),
  },
]);

const gathers: LinearOperation[] = [
  { name: 'gather', shape: [3, 2, 2], op: (x) => tf.gather(x, whole([2, 0, 2, 1], [2, 2]), 0) },
  { name: 'gather along 1', shape: [2, 3, 2], op: (x) => tf.gather(x, whole([2, 2, 0, 2], [2, 2]), 1) },
  { name: 'gather along -1', shape: [2, 3], op: (x) => tf.gather(x, whole([2, 2, 0], [3]), -1) },
  {
    name: 'gather along 1 with one dimension of batches',
    shape: [2, 3, 2],
    op: (x) => tf.gather(x, whole([2, 2, 0, 1], [2, 2]), 1, 1),
  },
  {
    name: 'gather along 2 with one dimension of batches',
    shape: [2, 2, 3],
    op: (x) => tf.gather(x, whole([2, 2, 0, 1], [2, 2]), 2, 1),
  },
  {
    name: 'gather along 2 with two dimensions of batches',
    shape: [2, 2, 3, 2],
    op: (x) => tf.gather(x, whole([2, 2, 0, 1, 1, 0, 2, 2], [2, 2, 2]), 2, 2),
  },
  {
    name: 'gatherND of numbers',
    shape: [3, 2],
    op: (x) => tf.gatherND(x, whole([2, 1, 0, 0, 2, 1], [3, 2])),
  },
  { name: 'gatherND of rows', shape: [3, 2], op: (x) => tf.gatherND(x, whole([2, 0, 2, 2], [2, 2, 1])) },
  { name: 'gatherND of one row', shape: [3, 2, 2], op: (x) => tf.gatherND(x, whole([2, 1], [2])) },
  {
    name: 'unsortedSegmentSum, with rows that belong nowhere',
    shape: [4, 2],
    op: (x) => tf.unsortedSegmentSum(x, whole([1, -1, 1, 0], [4]) as tf.Tensor1D, 3),
  },
];

const scatters: LinearOperation[] = [
  { name: 'scatterND of numbers', shape: [3], op: (x) => tf.scatterND(whole([4, 1, 4], [3, 1]), x, [6]) },
  {
    name: 'scatterND of numbers, by a list',
    shape: [3],
    op: (x) => tf.scatterND(whole([4, 1, 4], [3]), x, [6]),
  },
  {
    name: 'scatterND of rows',
    shape: [2, 2, 3],
    op: (x) => tf.scatterND(whole([1, 0, 3, 1], [2, 2, 1]), x, [4, 3]),
  },
  {
    name: 'tensorScatterUpdate of the tensor',
    shape: [4, 3],
    op: (x) => tf.tensorScatterUpdate(x, whole([2, 0], [2, 1]), tf.ones([2, 3])),
  },
  {
    name: 'tensorScatterUpdate of the updates',
    shape: [2, 3],
    op: (x) => tf.tensorScatterUpdate(tf.ones([4, 3]), whole([2, 0], [2, 1]), x),
  },
  {
    name: 'sparseToDense of values',
    shape: [3],
    op: (x) => tf.sparseToDense(whole([0, 1, 2, 0, 1, 1], [3, 2]), x, [3, 2], 0),
  },
  {
    name: 'sparseToDense of values in a list',
    shape: [2],
    op: (x) => tf.sparseToDense(whole([3, 1], [2]), x, [5], 0),
  },
  {
    name: 'sparseToDense of one value for all',
    shape: [],
    op: (x) => tf.sparseToDense(whole([3, 1], [2]), x, [5], 0),
  },
  {
    name: 'sparseToDense of the default value',
    shape: [],
    op: (x) => tf.sparseToDense(whole([3, 1], [2]), tf.tensor1d([2, 3]), [5], x as tf.Scalar),
  },
  { name: 'diag', shape: [3], op: (x) => tf.diag(x) },
  { name: 'diag of a matrix', shape: [2, 3], op: (x) => tf.diag(x) },
];

const flips: LinearOperation[] = [
  { name: 'reverse', shape: [2, 3, 4], op: (x) => tf.reverse(x, [0, 2]) },
  { name: 'flipLeftRight', shape: [2, 3, 4, 2], op: (x) => tf.image.flipLeftRight(image(x)) },
];

const rotations: LinearOperation[] = [0.3, -1.1, Math.PI / 2, 2].flatMap((radians) => [
  {
    name: `rotateWithOffset by ${radians}`,
    shape: [2, 4, 5, 3],
    op: (x) => tf.image.rotateWithOffset(image(x), radians),
  },
  {
    name: `rotateWithOffset by ${radians} around another center, over a color`,
    shape: [1, 5, 4, 3],
    op: (x) => tf.image.rotateWithOffset(image(x), radians, [1, 2, 3], [0.2, 0.9]),
  },
]);

const boxes = [
  [0, 0, 1, 1],
  [0.1, 0.9, 0.8, 0.15],
  [-0.3, 0.2, 0.7, 1.4],
];
const crops: LinearOperation[] = (['bilinear', 'nearest'] as const).flatMap((method) =>
  (
    [
      [4, 3],
      [1, 2],
      [7, 9],
    ] as [number, number][]
  ).map((size) => ({
    name: `cropAndResize to ${size}, ${method}`,
    shape: [2, 4, 5, 2],
    op: (x) =>
      tf.image.cropAndResize(image(x), tf.tensor2d(boxes), tf.tensor1d([1, 0, 1], 'int32'), size, method, 2),
  })),
);

const matrices = {
  'a shift': [1, 0, 1.3, 0, 1, -0.6, 0, 0],
  'a turn': [0.8, -0.6, 1.2, 0.6, 0.8, -1.1, 0, 0],
  'a long way off': [2.3, 0.4, -5.43, -0.3, 1.7, -3.31, 0, 0],
  'a perspective': [1.1, 0.2, -0.5, 0.1, 0.9, 0.3, 0.11, -0.07],
};
/** A place between the last pixel and the first, which float32 and float64, cpu's, round to different sides. */
const onBorder = ['cpu'];
const transforms: LinearOperation[] = Object.entries(matrices).flatMap(([name, matrix]) =>
  (['nearest', 'bilinear'] as const).flatMap((interpolation) =>
    (['constant', 'reflect', 'wrap', 'nearest'] as const).flatMap((fillMode) => [
      {
        name: `transform by ${name}, ${interpolation}, outside ${fillMode}`,
        shape: [1, 4, 5, 2],
        op: (x) => tf.image.transform(image(x), tf.tensor2d([matrix]), interpolation, fillMode, 0.5),
      },
      {
        name: `transform by ${name} and another, ${interpolation}, outside ${fillMode}, to another size`,
        shape: [2, 4, 5, 1],
        op: (x) =>
          tf.image.transform(
            image(x),
            tf.tensor2d([matrix, matrices['a turn']]),
            interpolation,
            fillMode,
            0.5,
            [6, 3],
          ),
      },
      {
        name: `transform of two images by ${name}, ${interpolation}, outside ${fillMode}`,
        shape: [2, 4, 3, 1],
        op: (x) => tf.image.transform(image(x), tf.tensor2d([matrix]), interpolation, fillMode),
        ...(name === 'a turn' && fillMode === 'wrap' ? { wrong: onBorder } : {}),
      },
    ]),
  ),
);

const resizes: LinearOperation[] = (
  [
    [8, 10],
    [2, 3],
    [5, 5],
    [1, 7],
  ] as [number, number][]
).map((size) => ({
  name: `resizeBilinear to ${size} with pixels' centers`,
  shape: [2, 4, 5, 2],
  op: (x) => tf.image.resizeBilinear(image(x), size, false, true),
}));

/** Operations that move values or add them up, with the settings that change where to. */
export const linearOperations: readonly LinearOperation[] = [
  ...depthToSpace,
  ...mirrors,
  ...gathers,
  ...scatters,
  ...flips,
  ...rotations,
  ...crops,
  ...transforms,
  ...resizes,
];
