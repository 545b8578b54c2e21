import { Tensor, zeros } from '@tensorflow/tfjs-core';
import type { RealBatch } from '../data/batch';
import type { BatchShapes, TensorShape } from './kept-state';

/** The shapes of a batch. */
export function shapesOf({ real, condition }: RealBatch): BatchShapes {
  const isOne = condition === undefined || condition instanceof Tensor;
  return {
    real: shapeOf(real),
    condition: isOne ? condition && shapeOf(condition) : condition.map(shapeOf),
  };
}

/** A batch of these shapes, all 0: for networks to be built by. The caller disposes of it. */
export function zeroBatch({ real, condition }: BatchShapes): RealBatch {
  const isOne = condition === undefined || 'shape' in condition;
  return { real: zerosOf(real), condition: isOne ? condition && zerosOf(condition) : condition.map(zerosOf) };
}

function shapeOf({ shape, dtype }: Tensor): TensorShape {
  return { shape: [...shape], dtype };
}

function zerosOf({ shape, dtype }: TensorShape): Tensor {
  return zeros([...shape], dtype);
}
