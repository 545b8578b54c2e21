import * as tf from '@tensorflow/tfjs-core';
import * as optimizers from 'gan-core/optimizers';
import { type Recipe, recipe } from './recipe';
import { logits, samples } from './step-arguments';

/** Of ones. */
function variable(shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.ones(shape)));
}

const makers: Readonly<Record<string, () => optimizers.Optimizer>> = {
  adam: optimizers.adam,
  adamW: optimizers.adamW,
  sgd: () => optimizers.sgd({ momentum: 0.5 }),
  rmsProp: optimizers.rmsProp,
  withGradientClipping: () => optimizers.withGradientClipping(optimizers.adam(), { maxNorm: 1 }),
  withWeightClipping: () => optimizers.withWeightClipping(optimizers.adam(), { limit: 1 }),
  withGradientAccumulation: () => optimizers.withGradientAccumulation(optimizers.adam(), 2),
  fromTfjsOptimizer: () => optimizers.fromTfjsOptimizer(tf.train.sgd(0.1)),
  'fromTfjsOptimizer of adam': () => optimizers.fromTfjsOptimizer(tf.train.adam(0.1)),
};
/** Uses a new optimizer, and frees it. */
const once =
  (make: () => optimizers.Optimizer, use: (made: optimizers.Optimizer, ...given: never[]) => unknown) =>
  async (...given: never[]) => {
    const made = make();
    try {
      return await use(made, ...given);
    } finally {
      made.dispose();
    }
  };
const states: Readonly<Record<string, () => object>> = {
  adam: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  adamW: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withGradientClipping: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withWeightClipping: () => ({ mean: tf.ones([2]), square: tf.ones([2]) }),
  withGradientAccumulation: () => ({ 'gradientSum/0': tf.ones([2]) }),
  sgd: () => ({ velocity: tf.ones([2]) }),
  rmsProp: () => ({ square: tf.ones([2]) }),
  fromTfjsOptimizer: () => ({}),
  'fromTfjsOptimizer of adam': () => ({ 'dense/m': tf.ones([2]), 'dense/v': tf.ones([2]) }),
};

export const recipesOfOptimizers: readonly Recipe[] = [
  recipe('adam', optimizers.adam, () => ({
    options: { learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-7 },
  })),
  recipe('adamW', optimizers.adamW, () => ({
    options: { learningRate: () => 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-7, weightDecay: 0.1 },
  })),
  recipe('sgd', optimizers.sgd, () => ({ options: { learningRate: 0.1, momentum: 0.5, nesterov: true } })),
  recipe('rmsProp', optimizers.rmsProp, () => ({
    options: { learningRate: 0.1, rho: 0.5, momentum: 0.5, centered: true, epsilon: 1e-7 },
  })),
  recipe('cosineDecay', optimizers.cosineDecay, () => ({ options: { from: 0.1, to: 0.01, steps: 3 } })),
  recipe('cosineDecay()', optimizers.cosineDecay({ from: 0.1, steps: 3 }), () => ({ update: 1 })),
  recipe('clipByGlobalNorm', optimizers.clipByGlobalNorm, () => ({
    gradients: [samples(), null, logits()],
    maxNorm: 1,
  })),
  recipe('withGradientClipping', optimizers.withGradientClipping, () => ({
    optimizer: optimizers.adam(),
    options: { maxNorm: 1 },
  })),
  recipe('withWeightClipping', optimizers.withWeightClipping, () => ({
    optimizer: optimizers.adam(),
    options: { limit: 0.01 },
  })),
  recipe('withGradientAccumulation', optimizers.withGradientAccumulation, () => ({
    optimizer: optimizers.adam(),
    n: 2,
  })),
  recipe('fromTfjsOptimizer', optimizers.fromTfjsOptimizer, () => ({ optimizer: tf.train.sgd(0.1) })),
  ...Object.entries(makers).flatMap(([name, make]) => [
    recipe(
      `${name}().update`,
      once(make, (made, weights, given) => made.update(weights, given)),
      () => ({
        weights: [variable([2]), variable([])],
        gradients: [tf.ones([2]), null],
      }),
    ),
    recipe(
      `${name}().save`,
      once(make, (made) => made.save()),
      () => ({}),
    ),
    recipe(
      `${name}().restore`,
      once(make, (made, state) => made.restore(state)),
      () => ({
        state: { updates: 1, tensors: states[name]?.() },
      }),
    ),
    recipe(
      `${name}().dispose`,
      (...given: never[]) => make().dispose(...(given as [])),
      () => ({}),
    ),
  ]),
];
