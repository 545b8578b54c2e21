import { conv1d, conv2d, conv3d } from '../blocks/convolution';
import {
  averagePooling1d,
  averagePooling2d,
  averagePooling3d,
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  maxPooling1d,
  maxPooling2d,
  maxPooling3d,
  upSampling2d,
} from '../blocks/pooling';
import type { Row } from '../measure';
import { network } from './network';

import { bent, flatHead, head, image, line, paddings, volume } from './scaffold';

const poolings = {
  averagePooling1d: { layer: averagePooling1d, input: line, convolution: conv1d },
  maxPooling1d: { layer: maxPooling1d, input: line, convolution: conv1d },
  averagePooling2d: { layer: averagePooling2d, input: image, convolution: conv2d },
  maxPooling2d: { layer: maxPooling2d, input: image, convolution: conv2d },
  averagePooling3d: { layer: averagePooling3d, input: volume, convolution: conv3d },
  maxPooling3d: { layer: maxPooling3d, input: volume, convolution: conv3d },
};

export const poolingRows: readonly Row[] = [
  ...Object.entries(poolings).flatMap(([name, { layer, input, convolution }]) =>
    paddings.flatMap((padding) =>
      [
        { poolSize: 2, strides: 2 },
        { poolSize: 3, strides: 2 },
        { poolSize: 3, strides: 1 },
        { poolSize: 2, strides: 3 },
      ].map(({ poolSize, strides }) =>
        network(`${name}, ${poolSize} by stride ${strides}, ${padding}`, {
          input,
          blocks: () => [
            convolution({ ...bent, kernelSize: 2, padding: 'same' }),
            layer({ poolSize, strides, padding }),
            ...head(),
          ],
        }),
      ),
    ),
  ),
  ...Object.entries({ averagePooling2d, maxPooling2d }).map(([name, layer]) =>
    network(`${name}, 3x2 by strides 1 and 2, same`, {
      input: image,
      blocks: () => [
        conv2d({ ...bent, kernelSize: 2 }),
        layer({ poolSize: [3, 2], strides: [1, 2], padding: 'same' }),
        ...head(),
      ],
    }),
  ),
  network('maxPooling2d after relu, where zeros tie', {
    input: image,
    blocks: () => [
      conv2d({ activation: 'relu', kernelSize: 2 }),
      maxPooling2d({ poolSize: 3, strides: 2 }),
      ...head(),
    ],
  }),
  ...Object.entries({ globalAveragePooling1d, globalMaxPooling1d }).map(([name, layer]) =>
    network(name, { input: line, blocks: () => [conv1d(bent), layer(), ...flatHead()] }),
  ),
  ...Object.entries({ globalAveragePooling2d, globalMaxPooling2d }).map(([name, layer]) =>
    network(name, { input: image, blocks: () => [conv2d(bent), layer(), ...flatHead()] }),
  ),
  ...(['nearest', 'bilinear'] as const).flatMap((interpolation) =>
    (
      [
        [2, 2],
        [2, 3],
      ] as [number, number][]
    ).map((size) =>
      network(`upSampling2d ${interpolation} by ${size.join(' and ')}`, {
        input: [3, 4, 2],
        blocks: () => [
          conv2d({ ...bent, kernelSize: 2 }),
          upSampling2d(size, interpolation),
          conv2d(),
          ...head(),
        ],
      }),
    ),
  ),
];
