import '#tfjs-gradients';
import {
  add,
  backend_util,
  type GradConfig,
  gatherND,
  getGradient,
  greater,
  ones,
  range,
  reshape,
  scatterND,
  sum,
  type Tensor,
  transpose,
  unsortedSegmentSum,
  util,
  where,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { stopGradient } from '../tfjs';

/** Whole numbers that say where: nothing changes with them. tfjs has no gradient for most, or one of a wrong type. */
const noGradient = (indices: Tensor) => () => zeros(indices.shape);

/** tfjs's gradient of tf.unsortedSegmentSum, but that of its indices. */
export function segmentSumGradient(): GradConfig {
  const ofTfjs = getGradient('UnsortedSegmentSum');
  return {
    ...ofTfjs,
    gradFunc: (dy, saved, attributes) => ({
      ...ofTfjs.gradFunc(dy, saved, attributes),
      segmentIds: noGradient(saved[0]!),
    }),
  };
}

/**
 * Gradients of reading at some places and of writing to them: each is the other's. tfjs has none of tf.gatherND,
 * tf.scatterND, tf.tensorScatterUpdate, tf.sparseToDense and tf.topk, and fails in those of tf.gather and
 * tf.unsortedSegmentSum where the indices were computed (by tf.topk, say), and in tf.gather with batchDims.
 */
export const gatheringGradients: readonly GradConfig[] = [
  {
    kernelName: 'GatherV2',
    inputsToSave: ['x', 'indices'],
    gradFunc: (dy, [x, indices], attributes) => ({
      x: () => {
        const { axis, batchDims } = attributes as never as { axis: number; batchDims: number };
        return toGathered(dy as Tensor, x!, indices!, axis, batchDims);
      },
      indices: noGradient(indices!),
    }),
  },
  {
    kernelName: 'GatherNd',
    inputsToSave: ['params', 'indices'],
    gradFunc: (dy, [params, indices]) => ({
      params: () => {
        const isOne = indices!.rank === 1; // the indices of one place; for tf.scatterND they would be several places
        const places = reshape(stopGradient(indices!), isOne ? [1, indices!.size] : indices!.shape);
        const values = reshape(dy as Tensor, [...(isOne ? [1] : []), ...(dy as Tensor).shape]);
        return scatterND(places, values, params!.shape);
      },
      indices: noGradient(indices!),
    }),
  },
  {
    kernelName: 'ScatterNd',
    inputsToSave: ['indices'],
    gradFunc: (dy, [indices]) => ({
      updates: () => gatherND(dy as Tensor, asRows(indices!)),
      indices: noGradient(indices!),
    }),
  },
  {
    kernelName: 'TensorScatterUpdate',
    inputsToSave: ['indices', 'updates'],
    gradFunc: (gradient, [indices, updates]) => {
      const dy = gradient as Tensor;
      return {
        tensor: () => elsewhere(dy, asRows(indices!), updates!.shape),
        updates: () => gatherND(dy, asRows(indices!)),
        indices: noGradient(indices!),
      };
    },
  },
  {
    kernelName: 'SparseToDense',
    inputsToSave: ['sparseIndices', 'sparseValues'],
    gradFunc: (gradient, [indices, values]) => {
      const dy = gradient as Tensor;
      const places = reshape(stopGradient(indices!), [-1, dy.rank]);
      return {
        sparseValues: () => {
          const found = gatherND(dy, places);
          return reshape(values!.rank === 0 ? sum(found) : found, values!.shape);
        },
        defaultValue: () => sum(elsewhere(dy, places, [places.shape[0]!])),
        sparseIndices: noGradient(indices!),
      };
    },
  },
  {
    kernelName: 'TopK',
    inputsToSave: ['x'],
    outputsToSave: [false, true],
    gradFunc: (dys, [x, indices]) => ({
      x: () => {
        const [values] = dys as Tensor[];
        const axis = x!.rank - 1;
        const chosen = reshape(stopGradient(indices!), [-1, indices!.shape[axis]!]);
        const rows = reshape(x!, [-1, x!.shape[axis]!]);
        return reshape(toGathered(reshape(values!, chosen.shape), rows, chosen, 1, 1), x!.shape);
      },
    }),
  },
];

/** tf.gatherND wants the indices of one place in a row of their own. */
function asRows(indices: Tensor): Tensor {
  const places = stopGradient(indices);
  return places.rank > 1 ? places : reshape(places, [-1, 1]);
}

/** ∂y with zeros where something of the given shape was written. */
function elsewhere(dy: Tensor, places: Tensor, shape: number[]): Tensor {
  return where(greater(scatterND(places, ones(shape), dy.shape), 0), zerosLike(dy), dy);
}

/** Adds up what tf.gather took from x at the places it was taken from: x is seen as batches of blocks of rows. */
function toGathered(dy: Tensor, x: Tensor, indices: Tensor, axis: number, batchDims = 0): Tensor {
  const [along] = util.parseAxisParam(axis, x.shape) as [number];
  const info = backend_util.segment_util.collectGatherOpShapeInfo(
    x as never,
    indices as never,
    along,
    batchDims,
  );
  const { batchSize: batches, outerSize: blocks, dimSize: rows, sliceSize: length } = info;
  const taken = indices.size / batches;
  const firstRows = reshape(range(0, batches * rows, rows, 'int32'), [batches, 1]);
  const places = add(reshape(stopGradient(indices), [batches, taken]), firstRows);
  // The rows come first, as segments.
  const values = transpose(reshape(dy, [batches, blocks, taken, length]), [0, 2, 1, 3]);
  const flat = reshape(values, [batches * taken, blocks * length]);
  const sums = unsortedSegmentSum(flat, reshape(places, [-1]), batches * rows);
  return reshape(transpose(reshape(sums, [batches, rows, blocks, length]), [0, 2, 1, 3]), x.shape);
}
