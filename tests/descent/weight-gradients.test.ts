import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { weightGradients } from '../../src/descent/weight-gradients';
import { describeOnBackends } from '../support/backends';

type Numbers = readonly (readonly number[] | null)[];

/** The gradients by the walk of our own. */
function ours(loss: () => tf.Scalar, weights: readonly tf.Variable[]): Numbers {
  return tf.tidy(() => numbersOf(weightGradients(loss, weights).gradients)) as never;
}

/** Those that tfjs takes. */
function theirs(loss: () => tf.Scalar, weights: tf.Variable[]): Numbers {
  return tf.tidy(() => {
    const { grads } = tf.variableGrads(loss, weights);
    return numbersOf(weights.map(({ name }) => grads[name] ?? null));
  }) as never;
}

function numbersOf(gradients: readonly (tf.Tensor | null)[]): never {
  return gradients.map((each) => each && [...each.dataSync()]) as never;
}

/** x, whose gradient by x is what `gradient` makes of the gradient by the result. */
function passOn(x: tf.Tensor, gradient: (dy: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((a) => ({
    value: (a as tf.Tensor).clone(),
    gradFunc: (dy) => gradient(dy as tf.Tensor),
  }))(x);
}

describeOnBackends('weightGradients', () => {
  let a: tf.Variable<tf.Rank.R2>;
  let b: tf.Variable<tf.Rank.R2>;
  let before: tf.MemoryInfo;

  beforeEach(() => {
    a = tf.tidy(() => tf.variable(tf.tensor2d([0.3, -1.2, 0.7, 2.1], [2, 2])));
    b = tf.tidy(() => tf.variable(tf.tensor2d([1.1, 0.4, -0.6, 0.9], [2, 2])));
    before = tf.memory();
  });

  afterEach(() => {
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
    tf.dispose([a, b]);
  });

  const losses: Record<string, () => tf.Scalar> = {
    'of products': () => tf.mean(tf.square(tf.matMul(a, tf.relu(tf.matMul(b, a))))),
    'of several results of one operation': () => {
      const [left, right] = tf.split(tf.matMul(a, b), 2, 1);
      return tf.sum(tf.mul(left!, tf.tanh(right!)));
    },
    'of one of several results': () => tf.sum(tf.square(tf.unstack(tf.mul(a, b))[1]!)),
    'of operands in an array': () => tf.mean(tf.softplus(tf.concat([a, b, a], 1))),
    'of a number, and a broadcast one': () => tf.add(tf.sum(tf.mul(a, 3)), tf.mean(tf.div(b, tf.sum(b)))),
    'with a gradient in it': () => {
      const slope = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(a, tf.square(x))));
      return tf.sum(tf.square(slope(b)));
    },
    'of one weight only': () => tf.sum(tf.exp(b)),
    'of one weight in many places': () =>
      tf.add(tf.sum(tf.mul(a, a)), tf.mean(tf.concat([a, a, a, tf.matMul(a, a)]))),
    'that is a weight’s mean': () => tf.mean(a),
    'of an operation that hands its gradient on': () =>
      tf.sum(tf.addN([passOn(a, (dy) => dy), passOn(b, (dy) => dy), tf.mul(a, b)])),
  };
  for (const [name, loss] of Object.entries(losses)) {
    it(`is that of tfjs to the bit for a loss ${name}`, () => {
      expect(ours(loss, [a, b])).toEqual(theirs(loss, [a, b]));
    });
  }

  it('is null for a weight that is not trained, or that the loss does not depend on', () => {
    const loss = () => tf.sum(tf.mul(a, b)) as tf.Scalar;
    b.trainable = false;
    expect(ours(loss, [a, b])).toEqual([[...b.dataSync()], null]);
    expect(ours(() => tf.scalar(1), [a])).toEqual([null]);
  });

  it('gives the loss itself, and no more than that and the gradients', () => {
    tf.tidy(() => {
      const start = tf.memory().numTensors;
      const { value } = weightGradients(() => tf.sum(tf.matMul(a, tf.sigmoid(b))) as tf.Scalar, [a, b]);
      expect(tf.memory().numTensors - start).toBe(3);
      expect(value.dataSync()[0]).toBeCloseTo(tf.sum(tf.matMul(a, tf.sigmoid(b))).dataSync()[0]!, 5);
    });
  });

  it('leaves a tensor to its owner that a gradient function gives, or keeps', () => {
    const owned = tf.keep(tf.tensor2d([1, 2, 3, 4], [2, 2]));
    let memo: tf.Tensor | undefined;
    const loss = () => {
      const first = passOn(a, () => owned);
      const second = passOn(a, (dy) => {
        memo = tf.keep(tf.mul(dy, 2));
        return memo;
      });
      return tf.sum(tf.add(first, second)) as tf.Scalar;
    };
    expect(ours(loss, [a])).toEqual([[3, 4, 5, 6]]);
    expect([owned.isDisposed, memo?.isDisposed]).toEqual([false, false]);
    tf.dispose([owned, memo!]);
  });

  it('frees what an operation needed as soon as it is behind', () => {
    const wide = tf.tidy(() => tf.variable(tf.ones([1000])));
    const bytesAtTheEnd = (take: (loss: () => tf.Scalar, weights: tf.Variable[]) => Numbers) => {
      let bytes = 0;
      const loss = () => {
        let x = passOn(wide, (dy) => {
          bytes = tf.memory().numBytes - before.numBytes;
          return dy.clone();
        });
        for (let layer = 0; layer < 20; layer++) x = tf.sin(x);
        return tf.sum(x) as tf.Scalar;
      };
      take(loss, [wide]);
      return bytes;
    };
    expect(bytesAtTheEnd(ours)).toBeLessThan(0.3 * bytesAtTheEnd(theirs));
    wide.dispose();
  });

  it('leaves nothing behind where the loss, an operation or its gradient fails', () => {
    const fails = (loss: () => tf.Tensor, message: RegExp) =>
      expect(() => ours(loss as () => tf.Scalar, [a, b])).toThrow(message);
    fails(() => {
      tf.matMul(a, b);
      throw new Error('mine');
    }, /^mine$/);
    fails(
      () => tf.sum(tf.mul(a, tf.cast(tf.greater(a, b), 'float32'))),
      /gradient function not found for Greater/,
    );
    fails(
      () => tf.sum(passOn(tf.square(a), () => tf.ones([3]))),
      /is float32 of shape \[3\]; expected float32 of/,
    );
    fails(() => tf.sum(passOn(tf.square(a), () => tf.ones([2, 2], 'int32'))), /is int32 of shape/);
    // And tfjs takes gradients as before.
    const [byA] = theirs(() => tf.sum(tf.mul(a, b)), [a]);
    expect(byA).toEqual([...b.dataSync()]);
  });
});
