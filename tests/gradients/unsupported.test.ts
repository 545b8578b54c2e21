import * as tf from '@tensorflow/tfjs-core';
import { GradientError } from 'gan-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';

/** Operations without a right second-order gradient, that have one of first order in tfjs. */
const onceDifferentiable: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  LRN: (x) => tf.localResponseNormalization(tf.reshape(x, [1, 1, 3]) as tf.Tensor3D),
  Dilation2D: (x) =>
    tf.dilation2d(tf.reshape(x, [1, 1, 3, 1]) as tf.Tensor4D, tf.zeros([1, 2, 1]), 1, 'valid'),
  OwnCube: (x) => tf.engine().runKernel('OwnCube', { x }),
};

/** Operations that nobody can differentiate. */
const neverDifferentiable: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  Multinomial: (x) => tf.cast(tf.multinomial(x as tf.Tensor1D, 3, 1), 'float32'),
  SparseSegmentSum: (x) => tf.sparse.sparseSegmentSum(x, whole([0, 1, 2]), whole([0, 0, 1])),
  'CropAndResize by its boxes': (x) =>
    tf.image.cropAndResize(
      tf.ones([1, 4, 4, 1]),
      tf.reshape(tf.concat([x, tf.slice(x, 0, 1)]), [1, 4]) as tf.Tensor2D,
      whole([0]),
      [2, 2],
    ),
};

const whole = (values: number[]) => tf.tensor1d(values, 'int32');

const x = () => tf.tensor1d([0.5, 1.5, 2.5]);
const w = () => tf.tensor1d([0.3, 1.1, 0.7]);

/** The gradient by x of op(x·w)², and the penalty's by w. */
const first = (op: (x: tf.Tensor) => tf.Tensor, weights: tf.Tensor) =>
  tf.grad((input) => tf.sum(tf.square(op(tf.mul(input, weights)))))(x());
const second = (op: (x: tf.Tensor) => tf.Tensor) =>
  tf.grad((weights) => withSecondOrderGradients(() => tf.sum(tf.square(first(op, weights)))))(w());

describeOnBackends('an operation without a right second-order gradient', (backend) => {
  beforeAll(() => {
    tf.registerKernel({
      kernelName: 'OwnCube',
      backendName: backend,
      kernelFunc: ({ inputs }) => tf.pow(inputs.x as tf.Tensor, 3),
    });
    tf.registerGradient({
      kernelName: 'OwnCube',
      inputsToSave: ['x'],
      gradFunc: (dy, [input]) => ({ x: () => tf.mul(tf.mul(dy as tf.Tensor, 3), tf.square(input!)) }),
    });
  });
  afterAll(() => {
    tf.unregisterKernel('OwnCube', backend);
    tf.unregisterGradient('OwnCube');
  });

  test.each(Object.entries(onceDifferentiable))('%s throws an error that names it', (kernel, op) => {
    expect(() => tf.tidy(() => second(op))).toThrow(GradientError);
    expect(() => tf.tidy(() => second(op))).toThrow(new RegExp(`^${kernel} has no second-order gradient`));
  });

  test.each(Object.entries(neverDifferentiable))(
    '%s, of which tfjs knows no gradient at all, is named without a word of penalties',
    (kernel, op) => {
      const outside = () => tf.tidy(() => withSecondOrderGradients(() => first(op, w())));
      for (const work of [outside, () => tf.tidy(() => second(op))]) {
        expect(work).toThrow(GradientError);
        expect(work).toThrow(
          `${kernel} has no gradient in TensorFlow.js, so nothing before it can be trained through it: use another layer or operation in its place.`,
        );
      }
    },
  );

  test.each(Object.entries(onceDifferentiable))('%s keeps its first-order gradient', (_, op) => {
    const values = (scope: (work: () => tf.Tensor) => tf.Tensor) =>
      tf.tidy(() => scope(() => first(op, w())).arraySync());
    expect(values(withSecondOrderGradients)).toEqual(values((work) => work()));
  });

  test('logSigmoid, whose own gradient forgets its input, throws one too', () => {
    expect(() => tf.tidy(() => second(tf.logSigmoid))).toThrow(GradientError);
  });

  test('a tf.customGrad that saves what it computed within itself throws one that says so', () => {
    const square = (toSave: 'input' | 'within') =>
      tf.customGrad((input, save) => {
        const twice = tf.mul(input as tf.Tensor, 2);
        (save as (tensors: tf.Tensor[]) => void)([toSave === 'input' ? (input as tf.Tensor) : twice]);
        const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
          tf.mul(dy, toSave === 'input' ? tf.mul(saved!, 2) : saved!);
        return { value: tf.square(input as tf.Tensor), gradFunc };
      });
    const values = (op: (input: tf.Tensor) => tf.Tensor) => tf.tidy(() => second(op).arraySync());
    expect(values(square('input'))).toEqual(values(tf.square));
    expect(() => values(square('within'))).toThrow(GradientError);
    expect(() => values(square('within'))).toThrow(
      'have it save its inputs and outputs alone, and compute all else from them in gradFunc.',
    );
    const once = (op: (input: tf.Tensor) => tf.Tensor) =>
      tf.tidy(() => withSecondOrderGradients(() => first(op, w())).arraySync());
    expect(once(square('within'))).toEqual(once(tf.square));
  });

  test('beside the path of the gradient does no harm', () => {
    const gradient = tf.tidy(() =>
      second((input) =>
        tf.add(
          tf.tanh(input),
          tf.sum(tf.localResponseNormalization(tf.reshape(w(), [1, 1, 3]) as tf.Tensor3D)),
        ),
      ),
    );
    expect(gradient.shape).toEqual([3]);
    gradient.dispose();
  });
});
