import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/**
 * Gives a model's weights other values than those of initializers: biases that aren't 0, variances that aren't 1. Kernels stay,
 * whose values are random, and whose spectral norms are known.
 */
export function withRandomWeights(given: LayersModel): LayersModel {
  given.weights.forEach(({ originalName, shape }, index) => {
    if (/kernel$|[/](u|v)$/.test(originalName)) return;
    const sizes = shape as number[];
    const values = /variance/.test(originalName)
      ? tf.randomUniform(sizes, 0.5, 2, 'float32', index + 1)
      : tf.randomNormal(sizes, 0, 0.5, 'float32', index + 1);
    given.weights[index]!.write(values);
    values.dispose();
  });
  return given;
}

/** Inputs for a model: noise, or classes from 0 to 4. */
export function inputsFor({ inputs }: LayersModel, batch = 3): tf.Tensor[] {
  return inputs.map(({ shape, dtype }, index) => {
    const sizes = [batch, ...(shape.slice(1) as number[])];
    return dtype === 'int32'
      ? tf.cast(tf.randomUniform(sizes, 0, 5, 'float32', index + 3), 'int32')
      : tf.randomNormal(sizes, 0, 1, 'float32', index + 3);
  });
}

/** What the model itself gives, all outputs in a list. */
export function outputsOf(given: LayersModel, inputs: tf.Tensor[]): tf.Tensor[] {
  // Not `predict`, which gives labels of rank 1 another dimension.
  return [given.apply(inputs, { training: false }) as tf.Tensor | tf.Tensor[]].flat();
}
