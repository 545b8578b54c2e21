import { conv1d, conv2d } from '../blocks/convolution';
import { activation, dense, leakyRelu } from '../blocks/dense';
import {
  cropping2d,
  labelPath,
  merge,
  permute,
  repeatVector,
  reshape,
  zeroPadding2d,
} from '../blocks/shapes';
import type { Row } from '../measure';
import { network } from './network';

import { bent, flatHead, head, image, line } from './scaffold';

const branches = ['add', 'average', 'multiply', 'maximum', 'minimum', 'concatenate'] as const;

export const shapeRows: readonly Row[] = [
  ...branches.flatMap((kind) => [
    network(`${kind} of two dense branches`, {
      input: [4],
      blocks: () => [merge(kind, dense(5, 'tanh'), dense(5, 'softplus')), ...flatHead()],
    }),
    network(`${kind} of two conv2d branches`, {
      input: [4, 4, 2],
      blocks: () => [merge(kind, conv2d({ activation: 'tanh' }), conv2d()), ...head()],
    }),
  ]),
  network('residual block', {
    input: [4],
    blocks: () => [dense(5), merge('add', activation('linear'), dense(5, 'swish')), leakyRelu(0.2), dense(1)],
  }),
  network('reshape', {
    input: [6],
    blocks: () => [dense(12, 'tanh'), reshape([2, 3, 2]), conv2d({ kernelSize: 2 }), ...head()],
  }),
  network('permute', {
    input: image,
    blocks: () => [conv2d(bent), permute([3, 1, 2]), conv2d({ kernelSize: 2 }), ...head()],
  }),
  network('repeatVector', {
    input: [3],
    blocks: () => [dense(4, 'tanh'), repeatVector(5), conv1d(), ...head()],
  }),
  network('zeroPadding2d', {
    input: [3, 4, 2],
    blocks: () => [
      conv2d({ ...bent, kernelSize: 2 }),
      zeroPadding2d([
        [1, 0],
        [2, 1],
      ]),
      conv2d(),
      ...head(),
    ],
  }),
  network('cropping2d', {
    input: image,
    blocks: () => [
      conv2d({ ...bent, kernelSize: 2 }),
      cropping2d([
        [1, 0],
        [1, 2],
      ]),
      conv2d({ kernelSize: 2 }),
      ...head(),
    ],
  }),
  network('embedding of labels, as a projection', {
    input: [4],
    blocks: () => [dense(5, 'tanh'), labelPath([2, 0, 2], 3, 5), dense(4, 'tanh'), dense(1)],
  }),
  network('dense on sequences', {
    input: line,
    blocks: () => [dense(3, 'tanh'), dense(2, 'sigmoid'), ...head()],
  }),
];
