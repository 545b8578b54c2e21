import * as tf from '@tensorflow/tfjs-core';
import { adam, type Optimizer, rmsProp, sgd } from 'gan-core/optimizers';

/** What takes several kernels, at least in tfjs: through the engine, with its gradients where the title says so. */
export interface Operation {
  readonly title: string;
  readonly ofTfjs: () => unknown;
  readonly ours: () => unknown;
}

const image = tf.randomNormal([64, 14, 14, 32]);
const [scale, offset] = [tf.randomNormal<tf.Rank.R1>([32]), tf.randomNormal<tf.Rank.R1>([32])];

/** The same code on both: only the kernels and gradients differ. */
const both = (title: string, run: () => unknown): Operation => ({ title, ofTfjs: run, ours: run });

const batchNorm = (x: tf.Tensor) => {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale);
};

/** As the layer of tfjs-layers does it. */
const layerNormOfTfjs = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) => {
  const { mean, variance } = tf.moments(x, -1, true);
  const normalized = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)));
  return tf.add(tf.mul(normalized, gamma), beta);
};

/** As the Trainer has the layer run. */
const layerNorm = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
  tf
    .engine()
    .runKernel('GanCoreLayerNorm', { x, scale: gamma, offset: beta }, { epsilon: 1e-3 }) as tf.Tensor;

function update(title: string, ofTfjs: tf.Optimizer, ours: Optimizer): Operation {
  const weights = tf.variable(tf.randomNormal([237_000]));
  const gradient = tf.randomNormal(weights.shape);
  return {
    title: `${title}, 237,000 weights`,
    ofTfjs: () => ofTfjs.applyGradients({ [weights.name]: gradient }),
    ours: () => ours.update([weights], [gradient]),
  };
}

/** All operations that are timed. */
export const operations: readonly Operation[] = [
  update('Adam', tf.train.adam(1e-5), adam({ learningRate: 1e-5 })),
  update('RMSProp', tf.train.rmsprop(1e-5, 0.99), rmsProp({ learningRate: 1e-5 })),
  update('SGD', tf.train.sgd(1e-5), sgd({ learningRate: 1e-5 })),
  update('SGD with momentum', tf.train.momentum(1e-5, 0.9), sgd({ learningRate: 1e-5, momentum: 0.9 })),
  both('tanh, 401,408 numbers', () => tf.tanh(image)),
  both('leaky ReLU and its gradient, 401,408 numbers', () => tf.grad((x) => tf.leakyRelu(x))(image, image)),
  both('sums of the columns of 12544x32', () => tf.sum(image, [0, 1, 2])),
  both('batch norm and its gradient, 12544x32', () => tf.grad(batchNorm)(image, image)),
  {
    title: 'layer norm and its gradients, 12544x32',
    ofTfjs: () => tf.grads(layerNormOfTfjs)([image, scale, offset], image),
    ours: () => tf.grads(layerNorm)([image, scale, offset], image),
  },
];
