import * as tf from '@tensorflow/tfjs-core';
import { stopGradient, withoutGradients, withSecondOrderGradients } from 'gan-core/gradients';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

describeOnBackends('withoutGradients', () => {
  const gradientOf = async (f: (x: tf.Tensor) => tf.Tensor, values: number[]) => {
    const x = tf.tensor1d(values);
    const gradient = tf.grad(f)(x);
    const numbers = [...(await gradient.data())];
    tf.dispose([x, gradient]);
    return numbers;
  };

  it('makes constants of what is computed in it, even where that has no finite gradient, or none', async () => {
    const before = tf.memory();
    expect(
      await gradientOf(
        (x) =>
          tf.sum(
            tf.add(
              x,
              withoutGradients(() => tf.sqrt(x)),
            ),
          ),
        [0, 4],
      ),
    ).toEqual([1, 1]);
    expect(await gradientOf((x) => tf.sum(tf.add(x, stopGradient(tf.sqrt(x)))), [0, 4])).toEqual([1, 1]);
    const greatest = (x: tf.Tensor) =>
      tf.sum(
        tf.square(
          tf.gather(
            x,
            withoutGradients(() => tf.topk(x, 2).indices),
          ),
        ),
      );
    expect(await gradientOf(greatest, [3, 1, 2])).toEqual([6, 0, 4]);
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });

  it('records nothing, and frees what it made and does not return at once', () => {
    let inside = 0;
    let made = 0;
    tf.tidy(() =>
      tf.grad((x) => {
        const tensors = tf.memory().numTensors;
        const constant = withoutGradients(() => {
          let y = x;
          for (let step = 0; step < 10; step++) y = tf.tanh(y); // tanh saves its output where it is recorded
          inside = tf.memory().numTensors - tensors;
          return y;
        });
        made = tf.memory().numTensors - tensors;
        return tf.sum(tf.mul(x, constant));
      })(tf.tensor1d([1, 2])),
    );
    expect([inside, made]).toEqual([10, 1]);
  });

  it('lets gradients be taken within, and around a gradient of a gradient', async () => {
    // d/dx (x · (d/dy y³ at y = x, held)) = 3x²
    const slope = (x: tf.Tensor) => tf.grad((y) => tf.pow(y, 3))(x);
    expect(
      await gradientOf(
        (x) =>
          tf.sum(
            tf.mul(
              x,
              withoutGradients(() => slope(x)),
            ),
          ),
        [2],
      ),
    ).toEqual([expect.closeTo(12, 4)]);
    // Not held: 3x² + x · 6x = 9x²; the one that is held must not disturb the other's tape.
    const both = (x: tf.Tensor) => {
      const held = withoutGradients(() => slope(x));
      return tf.sum(tf.add(tf.mul(x, slope(x)), tf.mul(0, held)));
    };
    const x = tf.tensor1d([2]);
    const gradient = withSecondOrderGradients(() => tf.grad(both)(x));
    expect((await gradient.data())[0]).toBeCloseTo(36, 3);
    tf.dispose([x, gradient]);
  });

  it('gives back what it did not compute as it is, with its gradient', async () => {
    expect(await gradientOf((x) => tf.sum(withoutGradients(() => x)), [5])).toEqual([1]);
  });

  it('is a tidy outside of a gradient, and may stand in another one', async () => {
    const before = tf.memory().numTensors;
    const results = withoutGradients(() => {
      tf.scalar(1);
      return { kept: withoutGradients(() => tf.square(tf.scalar(3))), other: 'text' };
    });
    expect([(await results.kept.data())[0], results.other]).toEqual([9, 'text']);
    results.kept.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('puts recording back where work throws, or gives a promise', async () => {
    const failing = [
      () => {
        throw new Error('mine');
      },
      async () => {},
    ];
    for (const [index, work] of failing.entries()) {
      const f = (x: tf.Tensor) => {
        expect(() => withoutGradients(work as () => void)).toThrow(
          [/^mine$/, /^work: it returns a promise; expected a synchronous one/][index],
        );
        return tf.sum(tf.square(x));
      };
      expect(await gradientOf(f, [3])).toEqual([6]);
    }
    expect(() => withoutGradients(1 as never)).toThrow(
      /^work: got a number \(1\); expected a synchronous function/,
    );
  });
});
