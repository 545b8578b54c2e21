import * as tfl from '@tensorflow/tfjs-layers';
import { add, largest, mean, scale } from '../reference/arithmetic';
import { pool } from '../reference/convolution';
import { NdArray } from '../reference/nd-array';
import { range } from '../reference/range';
import type { Scalar } from '../reference/scalar';
import type { Padding } from '../reference/windows';
import { type Block, block } from './block';

interface PoolingOptions {
  readonly poolSize: number | number[];
  readonly strides?: number | number[];
  readonly padding?: Padding;
}

function pooling(
  dimensions: number,
  create: (config: never) => tfl.layers.Layer,
  f: (values: Scalar[]) => Scalar,
) {
  return (options: PoolingOptions): Block => {
    const { poolSize, strides = poolSize, padding = 'valid' } = options;
    const each = (size: number | number[]) =>
      typeof size === 'number' ? range(dimensions).map(() => size) : size;
    return block(create({ poolSize, strides, padding } as never), (x) =>
      pool(x, each(poolSize), each(strides), padding, f),
    );
  };
}

export const averagePooling1d = pooling(1, tfl.layers.averagePooling1d, mean);
export const averagePooling2d = pooling(2, tfl.layers.averagePooling2d, mean);
export const averagePooling3d = pooling(3, tfl.layers.averagePooling3d, mean);
export const maxPooling1d = pooling(1, tfl.layers.maxPooling1d, largest);
export const maxPooling2d = pooling(2, tfl.layers.maxPooling2d, largest);
export const maxPooling3d = pooling(3, tfl.layers.maxPooling3d, largest);

function globalPooling(layer: tfl.layers.Layer, f: (values: Scalar[]) => Scalar): Block {
  return block(layer, (x) => x.reduce(range(x.shape.length).slice(1, -1), f));
}

export const globalAveragePooling1d = () => globalPooling(tfl.layers.globalAveragePooling1d(), mean);
export const globalAveragePooling2d = () => globalPooling(tfl.layers.globalAveragePooling2d({}), mean);
export const globalMaxPooling1d = () => globalPooling(tfl.layers.globalMaxPooling1d(), largest);
export const globalMaxPooling2d = () => globalPooling(tfl.layers.globalMaxPooling2d({}), largest);

/** As tfjs resizes by default: pixel i of the result lies at i / size of the input. */
export function upSampling2d(size: [number, number], interpolation: 'nearest' | 'bilinear'): Block {
  const layer = tfl.layers.upSampling2d({ size, interpolation });
  return block(layer, (x) => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const pixel = (sample: number, y: number, column: number, channel: number) =>
      x.at([sample, Math.min(y, height - 1), Math.min(column, width - 1), channel]);
    return NdArray.from(
      [batch, height * size[0], width * size[1], channels],
      ([sample, y, column, channel]) => {
        const [top, left] = [Math.floor(y! / size[0]), Math.floor(column! / size[1])];
        if (interpolation === 'nearest') return pixel(sample!, top, left, channel!);
        const [down, right] = [y! / size[0] - top, column! / size[1] - left];
        const row = (line: number) =>
          between(pixel(sample!, line, left, channel!), pixel(sample!, line, left + 1, channel!), right);
        return between(row(top), row(top + 1), down);
      },
    );
  });
}

function between(a: Scalar, b: Scalar, fraction: number): Scalar {
  return add(scale(a, 1 - fraction), scale(b, fraction));
}
