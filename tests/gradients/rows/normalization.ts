import { conv1d, conv2d } from '../blocks/convolution';
import { dense, dropout, leakyRelu } from '../blocks/dense';
import { batchNormalization, layerNormalization } from '../blocks/normalization';
import type { Row } from '../measure';
import { network } from './network';

import { flatHead, head, image, line } from './scaffold';

const normalizations = {
  'batchNormalization in training': { layer: batchNormalization, training: true },
  'batchNormalization in inference': { layer: batchNormalization, training: false },
  layerNormalization: { layer: layerNormalization, training: false },
};

export const normalizationRows: readonly Row[] = [
  ...Object.entries(normalizations).flatMap(([name, { layer, training }]) => [
    network(`dense + ${name} + tanh`, {
      input: [4],
      training,
      blocks: () => [dense(5, 'softplus'), layer(), ...flatHead()],
    }),
    network(`dense + ${name} + leakyReLU, twice`, {
      input: [4],
      training,
      blocks: () => [dense(5), layer(), leakyRelu(0.2), dense(6), layer(), leakyRelu(0.2), dense(1)],
    }),
    network(`conv1d + ${name}`, {
      input: line,
      training,
      blocks: () => [conv1d({ filters: 4 }), layer(), ...head()],
    }),
    network(`conv2d + ${name}`, {
      input: image,
      training,
      blocks: () => [conv2d({ filters: 4 }), layer(), ...head()],
    }),
  ]),
  network('dropout in training', {
    input: [4],
    training: true,
    blocks: () => [dense(8, 'tanh'), dropout(0.4, 7), dense(5, 'tanh'), dense(1)],
  }),
  network('dropout in inference', {
    input: [4],
    blocks: () => [dense(8, 'tanh'), dropout(0.4, 7), dense(1)],
  }),
  network('dropout in training, on images', {
    input: image,
    training: true,
    blocks: () => [conv2d(), leakyRelu(0.2), dropout(0.3, 3), ...head()],
  }),
];
