import {
  conv1d,
  conv2d,
  conv2dTranspose,
  conv3d,
  conv3dTranspose,
  depthwiseConv2d,
  separableConv2d,
} from '../blocks/convolution';
import { dense, leakyRelu } from '../blocks/dense';
import { flatten } from '../blocks/shapes';
import type { Row } from '../measure';
import { network } from './network';

import { bent, head, image, line, paddings, volume } from './scaffold';

const convolutions = { conv2d, conv2dTranspose, depthwiseConv2d, separableConv2d };

/** Two convolutions one after another, over strides and paddings. */
export const convolutionRows: readonly Row[] = paddings.flatMap((padding) => [
  ...[1, 2, 3].flatMap((strides) => [
    network(`conv1d, stride ${strides}, ${padding}`, {
      input: line,
      blocks: () => [conv1d({ ...bent, kernelSize: 2 }), conv1d({ strides, padding }), ...head()],
    }),
    ...Object.entries(convolutions).map(([name, layer]) =>
      network(`${name}, stride ${strides}, ${padding}`, {
        input: image,
        blocks: () => [
          layer({ ...bent, kernelSize: 2 }),
          layer({ kernelSize: [3, 4], strides, padding }),
          ...head(),
        ],
      }),
    ),
  ]),
  network(`depthwiseConv2d with multiplier, ${padding}`, {
    input: image,
    blocks: () => [depthwiseConv2d({ depthMultiplier: 2, strides: 2, padding }), ...head()],
  }),
  network(`separableConv2d with multiplier, ${padding}`, {
    input: image,
    blocks: () => [separableConv2d({ depthMultiplier: 2, strides: 2, padding, filters: 3 }), ...head()],
  }),
  network(`conv2d, strides 1 and 2, ${padding}`, {
    input: image,
    blocks: () => [conv2d({ ...bent, kernelSize: 2 }), conv2d({ strides: [1, 2], padding }), ...head()],
  }),
  network(`conv2d 4x4 stride 2 and leakyReLU, as in DCGAN, ${padding}`, {
    input: [8, 8, 1],
    blocks: () => [
      conv2d({ kernelSize: 4, strides: 2, padding }),
      leakyRelu(0.2),
      conv2d({ kernelSize: 2, strides: 2, padding }),
      leakyRelu(0.2),
      flatten(),
      dense(1),
    ],
  }),
  ...[1, 2].flatMap((strides) => [
    network(`conv3d, stride ${strides}, ${padding}`, {
      input: volume,
      blocks: () => [
        conv3d({ ...bent, kernelSize: 2 }),
        conv3d({ kernelSize: 2, strides, padding }),
        ...head(),
      ],
    }),
    network(`conv3dTranspose, stride ${strides}, ${padding}`, {
      input: [2, 3, 2, 1],
      blocks: () => [
        conv3dTranspose({ ...bent, kernelSize: 2 }),
        conv3dTranspose({ kernelSize: 2, strides, padding }),
        ...head(),
      ],
    }),
  ]),
]);
