import {
  conv1d,
  conv2d,
  conv2dTranspose,
  conv3d,
  depthwiseConv2d,
  separableConv2d,
} from '../blocks/convolution';
import { activation, dense, elu, leakyRelu, prelu, relu, softmax, thresholdedRelu } from '../blocks/dense';
import { flatten } from '../blocks/shapes';
import type { Row } from '../measure';
import { activationNames } from '../reference/activations';
import { network } from './network';

/** x so wide that relu6 and hardSigmoid reach both of their ends. */
const wide = { relu6: 3, hardSigmoid: 3 } as Readonly<Record<string, number>>;

/** Every activation of tfjs-layers, inside every kind of layer that takes one, and as a layer of its own. */
export const activationRows: readonly Row[] = activationNames.flatMap((name) => {
  const options = { activation: name };
  const scale = wide[name] ?? 1;
  const row = (layer: string, input: number[], blocks: Parameters<typeof network>[1]['blocks']) =>
    network(`${layer}, ${name}`, { input, blocks, scale });
  return [
    row('dense', [4], () => [dense(5, name), dense(4, name), dense(1)]),
    row('dense + activation layer', [4], () => [dense(8), activation(name), dense(1)]),
    row('conv1d', [6, 2], () => [conv1d(options), flatten(), dense(1)]),
    row('conv2d', [4, 5, 2], () => [conv2d(options), flatten(), dense(1)]),
    row('conv2d + activation layer', [4, 5, 2], () => [conv2d(), activation(name), flatten(), dense(1)]),
    row('conv2dTranspose', [2, 3, 2], () => [conv2dTranspose(options), flatten(), dense(1)]),
    row('conv3d', [3, 3, 3, 2], () => [conv3d({ ...options, kernelSize: 2 }), flatten(), dense(1)]),
    row('depthwiseConv2d', [4, 4, 2], () => [depthwiseConv2d(options), flatten(), dense(1)]),
    row('separableConv2d', [4, 4, 2], () => [separableConv2d(options), flatten(), dense(1)]),
  ];
});

const layers = {
  'reLU layer': () => relu(),
  'reLU layer to 6': () => relu(6),
  leakyReLU: () => leakyRelu(0.2),
  'leakyReLU with slope 0': () => leakyRelu(0),
  prelu: () => prelu(),
  'elu layer': () => elu(),
  thresholdedReLU: () => thresholdedRelu(0.3),
  'softmax layer': () => softmax(),
};

/** The layers that are activations. */
export const activationLayerRows: readonly Row[] = [
  ...Object.entries(layers).flatMap(([name, layer]) => [
    network(`dense + ${name}`, {
      input: [4],
      scale: 2,
      blocks: () => [dense(6), layer(), dense(5), layer(), dense(1)],
    }),
    network(`conv2d + ${name}`, {
      input: [4, 4, 2],
      scale: 2,
      blocks: () => [conv2d(), layer(), conv2d({ padding: 'same' }), layer(), flatten(), dense(1)],
    }),
  ]),
  network('prelu with shared axes', {
    input: [4, 4, 2],
    blocks: () => [conv2d({ filters: 3 }), prelu([1, 2]), flatten(), dense(1)],
  }),
];
