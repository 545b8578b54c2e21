import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { constant, largest, mean, multiply, smallest, total } from '../reference/arithmetic';
import { concatenate, NdArray, sizeOf, zip } from '../reference/nd-array';
import type { Scalar } from '../reference/scalar';
import { type Block, block } from './block';

export function flatten(): Block {
  return block(tfl.layers.flatten(), (x) => x.reshape([x.shape[0]!, sizeOf(x.shape.slice(1))]));
}

export function reshape(targetShape: number[]): Block {
  return block(tfl.layers.reshape({ targetShape }), (x) => x.reshape([x.shape[0]!, ...targetShape]));
}

/** `dims` counts from 1, as in tfjs-layers. */
export function permute(dims: number[]): Block {
  return block(tfl.layers.permute({ dims }), (x) => x.permute([0, ...dims]));
}

export function repeatVector(n: number): Block {
  return block(tfl.layers.repeatVector({ n }), (x) =>
    NdArray.from([x.shape[0]!, n, x.shape[1]!], ([sample, , index]) => x.at([sample!, index!])),
  );
}

type Edges = [[number, number], [number, number]];

export function zeroPadding2d(padding: Edges): Block {
  return block(tfl.layers.zeroPadding2d({ padding }), (x) => resizeEdges(x, padding));
}

export function cropping2d(cropping: Edges): Block {
  return block(tfl.layers.cropping2D({ cropping }), (x) =>
    resizeEdges(x, cropping.map((edges) => edges.map((size) => -size)) as Edges),
  );
}

function resizeEdges(x: NdArray, [rows, columns]: Edges): NdArray {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const shape = [batch, height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
  return NdArray.from(shape, ([sample, y, column, channel]) => {
    const [row, left] = [y! - rows[0], column! - columns[0]];
    const inside = row >= 0 && row < height && left >= 0 && left < width;
    return inside ? x.at([sample!, row, left, channel!]) : constant(0);
  });
}

type Merge = 'add' | 'average' | 'multiply' | 'maximum' | 'minimum' | 'concatenate';

const merges: Readonly<Record<Exclude<Merge, 'concatenate'>, (values: [Scalar, Scalar]) => Scalar>> = {
  add: total,
  average: mean,
  multiply: ([a, b]) => multiply(a, b),
  maximum: largest,
  minimum: smallest,
};

/** Two branches from the same input, merged by a layer of tfjs. */
export function merge(kind: Merge, left: Block, right: Block): Block {
  const layer = tfl.layers[kind]({});
  return {
    layers: [...left.layers, ...right.layers, layer],
    apply: (x) => layer.apply([left.apply(x), right.apply(x)]) as tfl.SymbolicTensor,
    evaluate: (x, run) => {
      const branches = [left.evaluate(x, run), right.evaluate(x, run)] as [NdArray, NdArray];
      if (kind === 'concatenate') return concatenate(branches, branches[0].shape.length - 1);
      return zip(...branches, (a, b) => merges[kind]([a, b]));
    },
  };
}

/** Multiplies x by the embedding of each sample's label, as a projection discriminator does, and adds both. */
export function labelPath(labels: number[], classes: number, size: number): Block {
  const symbolic = tfl.input({ shape: [1] });
  const embedding = tfl.layers.embedding({ inputDim: classes, outputDim: size });
  const flat = tfl.layers.flatten();
  const product = tfl.layers.multiply({});
  const joined = tfl.layers.concatenate({});
  return {
    layers: [embedding, flat, product, joined],
    inputs: [{ symbolic, value: tf.tensor2d(labels, [labels.length, 1]) }],
    apply: (x) => {
      const embedded = flat.apply(embedding.apply(symbolic)) as tfl.SymbolicTensor;
      const projected = product.apply([x, embedded]) as tfl.SymbolicTensor;
      return joined.apply([projected, embedded]) as tfl.SymbolicTensor;
    },
    evaluate: (x, { weightsOf }) => {
      const [table] = weightsOf(embedding);
      const embedded = NdArray.from(x.shape, ([sample, index]) => table!.at([labels[sample!]!, index!]));
      return concatenate([zip(x, embedded, multiply), embedded], 1);
    },
  };
}
