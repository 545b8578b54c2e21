import {
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';

/** Models to be exported, by what is in them. */
export type Models = Readonly<Record<string, () => LayersModel>>;

type Layer = layers.Layer;

/** A model that gives the output of each layer for one and the same input. */
function each(shape: number[], ...kinds: readonly Layer[]): LayersModel {
  const x = input({ shape });
  return model({ inputs: x, outputs: kinds.map((layer) => layer.apply(x) as SymbolicTensor) });
}

const names = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'sigmoid',
  'hardSigmoid',
  'softplus',
  'softsign',
  'tanh',
  'softmax',
  'logSoftmax',
  'swish',
  'mish',
  'gelu',
  'gelu_new',
] as const;

const pairs = <A, B>(first: readonly A[], second: readonly B[]): [A, B][] =>
  first.flatMap((a) => second.map((b): [A, B] => [a, b]));
const paddings = ['same', 'valid'] as const;

/** Each kind of layer. */
export const layerKinds: Models = {
  dense: () =>
    each([5], layers.dense({ units: 3 }), layers.dense({ units: 4, useBias: false, activation: 'tanh' })),
  'dense along the last axis': () =>
    each([3, 5], layers.dense({ units: 2, activation: 'relu' }), layers.dense({ units: 2, useBias: false })),
  activations: () =>
    each([7], ...names.map((activation) => layers.activation({ activation: activation as 'linear' }))),
  'activations of images': () =>
    sequential({
      layers: [
        layers.conv2d({ inputShape: [4, 4, 2], filters: 3, kernelSize: 1, activation: 'softmax' }),
        layers.activation({ activation: 'logSoftmax' as 'linear' }),
        layers.conv2d({ filters: 3, kernelSize: 1, activation: 'hardSigmoid' }),
      ],
    }),
  'activations that are layers': () =>
    each(
      [2, 3, 4],
      layers.reLU(),
      layers.reLU({ maxValue: 0.5 }),
      layers.leakyReLU(),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.elu(),
      layers.thresholdedReLU({ theta: 0.4 }),
      layers.softmax({ axis: -1 }),
      layers.prelu(),
      layers.prelu({ sharedAxes: [1, 2] }),
    ),
  'prelu behind a convolution': () =>
    sequential({
      layers: [
        layers.conv2d({ inputShape: [3, 4, 2], filters: 3, kernelSize: 1 }),
        layers.prelu({ sharedAxes: [1, 2] }),
        layers.prelu({ sharedAxes: [1] }),
        layers.flatten(),
        layers.prelu(),
      ],
    }),
  conv2d: () =>
    each(
      [7, 8, 2],
      ...pairs([1, 2, 3, 4], [1, 2, 3]).flatMap(([kernelSize, strides]) =>
        paddings.map((padding) => layers.conv2d({ filters: 2, kernelSize, strides, padding })),
      ),
      layers.conv2d({ filters: 3, kernelSize: [2, 3], strides: [2, 1], padding: 'same', useBias: false }),
      layers.conv2d({ filters: 3, kernelSize: 3, dilationRate: 2, padding: 'same', activation: 'relu' }),
      layers.conv2d({ filters: 3, kernelSize: 2, dilationRate: [3, 2] }),
    ),
  conv1d: () =>
    each(
      [9, 3],
      layers.conv1d({ filters: 2, kernelSize: 3, padding: 'same' }),
      layers.conv1d({ filters: 2, kernelSize: 4, strides: 2, padding: 'same', activation: 'tanh' }),
      layers.conv1d({ filters: 2, kernelSize: 2, dilationRate: 3, useBias: false }),
    ),
  conv2dTranspose: () =>
    each(
      [3, 4, 3],
      ...pairs([1, 2, 3, 4, 5], [1, 2, 3]).flatMap(([kernelSize, strides]) =>
        paddings.map((padding) => layers.conv2dTranspose({ filters: 2, kernelSize, strides, padding })),
      ),
      layers.conv2dTranspose({
        filters: 2,
        kernelSize: [3, 4],
        strides: [2, 1],
        padding: 'same',
        useBias: false,
        activation: 'tanh',
      }),
    ),
  'depthwise and separable': () =>
    each(
      [6, 7, 3],
      layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', depthMultiplier: 2 }),
      layers.depthwiseConv2d({
        kernelSize: 2,
        strides: 2,
        padding: 'same',
        useBias: false,
        activation: 'relu',
      }),
      layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same', depthMultiplier: 2 }),
      layers.separableConv2d({ filters: 2, kernelSize: 2, strides: 2, useBias: false, activation: 'elu' }),
    ),
  pooling: () =>
    each(
      [7, 6, 2],
      ...pairs([2, 3], [1, 2]).flatMap(([poolSize, strides]) =>
        paddings.flatMap((padding) => [
          layers.maxPooling2d({ poolSize, strides, padding }),
          layers.averagePooling2d({ poolSize, strides, padding }),
        ]),
      ),
      layers.globalAveragePooling2d({}),
      layers.globalMaxPooling2d({}),
    ),
  'pooling along one axis': () =>
    each(
      [7, 3],
      layers.maxPooling1d({ poolSize: 2, padding: 'same' }),
      layers.maxPooling1d({ poolSize: 3, strides: 2 }),
      layers.averagePooling1d({ poolSize: 2, padding: 'same' }),
      layers.averagePooling1d({ poolSize: 3, strides: 1, padding: 'same' }),
      layers.globalAveragePooling1d({}),
      layers.globalMaxPooling1d({}),
    ),
  upSampling2d: () =>
    each(
      [3, 4, 2],
      layers.upSampling2d({}),
      layers.upSampling2d({ size: [2, 3] }),
      layers.upSampling2d({ size: [3, 2], interpolation: 'bilinear' }),
    ),
  'batch normalization': () =>
    sequential({
      layers: [
        layers.batchNormalization({ inputShape: [4, 3, 2] }),
        layers.batchNormalization({ scale: false, epsilon: 1e-5, momentum: 0.9 }),
        layers.reshape({ targetShape: [12, 2] }),
        layers.batchNormalization({ center: false }),
        layers.flatten(),
        layers.batchNormalization({ axis: 1 }),
        layers.batchNormalization({ center: false, scale: false }),
      ],
    }),
  'layer normalization': () =>
    each(
      [3, 4, 5],
      layers.layerNormalization(),
      layers.layerNormalization({ axis: [2, 3], epsilon: 1e-5 }),
      layers.layerNormalization({ axis: [1, 2, 3], scale: false }),
      layers.layerNormalization({ center: false, scale: false }),
    ),
  shapes: () =>
    each(
      [3, 4, 2],
      layers.flatten(),
      layers.reshape({ targetShape: [6, -1] }),
      layers.permute({ dims: [3, 1, 2] }),
      layers.zeroPadding2d({}),
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 3],
        ] as unknown as [number, number],
      }),
      layers.cropping2D({
        cropping: [
          [1, 0],
          [1, 2],
        ],
      }),
      layers.rescaling({ scale: 2, offset: -1 }),
    ),
  'shapes behind a convolution': () =>
    sequential({
      layers: [
        layers.conv2d({ inputShape: [4, 5, 2], filters: 3, kernelSize: 1 }),
        layers.zeroPadding2d({ padding: [2, 1] }),
        layers.cropping2D({
          cropping: [
            [1, 2],
            [0, 1],
          ],
        }),
        layers.rescaling({ scale: 0.5 }),
        layers.permute({ dims: [2, 3, 1] }),
        layers.conv2d({ filters: 2, kernelSize: 2 }),
        layers.flatten(),
        layers.repeatVector({ n: 3 }),
      ],
    }),
  'layers of training alone': () =>
    sequential({
      layers: [
        layers.spatialDropout1d({ inputShape: [4, 2], rate: 0.5 }),
        layers.dropout({ rate: 0.5 }),
        layers.gaussianNoise({ stddev: 1 }),
        layers.gaussianDropout({ rate: 0.5 }),
        layers.alphaDropout({ rate: 0.5 }),
        layers.dense({ units: 2 }),
      ],
    }),
};
