import * as tf from '@tensorflow/tfjs-core';
import { featureMatchingLoss } from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { differences, mean, randomLogits, sum, WorstError } from './float64';

describeOnBackends('featureMatchingLoss', () => {
  /** ‖E φ(real) − E φ(fake)‖² of rows of features. */
  const reference = (real: readonly number[], fake: readonly number[], width: number) => {
    const column = (rows: readonly number[], feature: number) => rows.filter((_, i) => i % width === feature);
    const gaps = Array.from({ length: width }, (_, i) => mean(column(real, i)) - mean(column(fake, i)));
    return sum(gaps.map((gap) => gap ** 2));
  };

  it('equals the float64 reference, value and gradient, for batches of unlike size and any features', async () => {
    const worst = new WorstError();
    const [real, fake] = [randomLogits(24, 1), randomLogits(36, 2)];
    for (const features of [[12], [3, 4], [2, 3, 2]]) {
      const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) => featureMatchingLoss(r, f))([
        tf.tensor(real, [2, ...features]),
        tf.tensor(fake, [3, ...features]),
      ]);
      worst.expectClose(await value.data(), [reference(real, fake, 12)]);
      worst.expectClose(
        await grads[0]!.data(),
        differences((r) => reference(r, fake, 12), real),
      );
      worst.expectClose(
        await grads[1]!.data(),
        differences((f) => reference(real, f, 12), fake),
      );
    }
  });

  it('adds the losses of several layers, and leaves no tensor behind', async () => {
    const [a, b] = [tf.tensor([[1e4, -1e4]]), tf.tensor([[1], [3]])];
    const before = tf.memory().numTensors;
    const loss = featureMatchingLoss([a, b], [tf.neg(a), b]);
    expect((await loss.data())[0]).toBeCloseTo(8e8, -2);
    loss.dispose();
    expect(tf.memory().numTensors).toBe(before + 1); // neg(a)
  });

  it('refuses bad features by name', () => {
    const x = tf.tensor([[1, 2]]);
    expect(() => featureMatchingLoss(x, tf.tensor([[1, 2, 3]]))).toThrow(
      'fakeFeatures: got features of shape [3]; expected [2], as realFeatures.',
    );
    expect(() => featureMatchingLoss([x, x], x)).toThrow(/^fakeFeatures/);
    expect(() => featureMatchingLoss([], [])).toThrow(/^realFeatures: got an empty array/);
    expect(() => featureMatchingLoss(tf.scalar(1), x)).toThrow(/^realFeatures: got a scalar/);
    expect(() => featureMatchingLoss(x, 3 as never)).toThrow(/^fakeFeatures: got a number \(3\)/);
  });
});
