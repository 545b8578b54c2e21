import * as tf from '@tensorflow/tfjs-core';
import { auxiliaryClassifierLoss } from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { differences, mean, randomLogits, sum, WorstError } from './float64';

describeOnBackends('auxiliaryClassifierLoss', () => {
  const labels = [0, 2, 1, 2];
  const reference = (logits: readonly number[]) =>
    mean(
      labels.map((label, sample) => {
        const row = logits.slice(3 * sample, 3 * sample + 3);
        const top = Math.max(...row);
        return Math.log(sum(row.map((x) => Math.exp(x - top)))) + top - row[label]!;
      }),
    );

  it('equals the float64 reference, value and gradient, also for logits of ±10,000', async () => {
    const worst = new WorstError();
    for (const logits of [randomLogits(12, 1), randomLogits(12, 2).map((x) => (x > 0 ? 1e4 : -1e4))]) {
      const loss = (x: tf.Tensor) => auxiliaryClassifierLoss(x, tf.tensor(labels, [4], 'int32'));
      const { value, grad } = tf.valueAndGrad(loss)(tf.tensor(logits, [4, 3]));
      worst.expectClose(await value.data(), [reference(logits)]);
      worst.expectClose(await grad.data(), differences(reference, logits, 1e-4), 1e-5);
    }
  });

  it('reduces by mean, sum or not at all, over labels of any shape, and leaves no tensor behind', async () => {
    const logits = randomLogits(12, 3);
    const [x, y] = [tf.tensor(logits, [2, 2, 3]), tf.tensor(labels, [2, 2], 'int32')];
    const none = auxiliaryClassifierLoss(x, y, { reduction: 'none' });
    expect(none.shape).toEqual([2, 2]);
    const worst = new WorstError();
    worst.expectClose([mean([...(await none.data())])], [reference(logits)]);
    worst.expectClose(await auxiliaryClassifierLoss(x, y, { reduction: 'sum' }).data(), [
      4 * reference(logits),
    ]);
    const one = tf.tensor(1, [], 'int32');
    expect((await auxiliaryClassifierLoss(tf.tensor([1, 1]), one).data())[0]).toBeCloseTo(Math.LN2, 6);
    const before = tf.memory().numTensors;
    tf.dispose([auxiliaryClassifierLoss(x, y), tf.grad((z) => auxiliaryClassifierLoss(z, y))(x)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is NaN, not silently 0, for a label that is no class', async () => {
    for (const label of [-1, 3]) {
      const y = tf.tensor([0, label], [2], 'int32');
      expect((await auxiliaryClassifierLoss(tf.tensor(randomLogits(6, 1), [2, 3]), y).data())[0]).toBeNaN();
    }
  });

  it('refuses bad arguments by name', () => {
    const x = tf.tensor([[1, 2]]);
    const y = tf.tensor([1], [1], 'int32');
    expect(() => auxiliaryClassifierLoss(x, tf.tensor([1]))).toThrow(
      /^labels: got a float32 tensor of shape \[1\]; expected an int32 tensor of shape \[1\]/,
    );
    expect(() => auxiliaryClassifierLoss(x, tf.tensor([1, 1], [2], 'int32'))).toThrow(/^labels/);
    expect(() => auxiliaryClassifierLoss(x, [1] as never)).toThrow(/^labels: got an array of 1/);
    expect(() => auxiliaryClassifierLoss([1] as never, y)).toThrow(/^classLogits/);
    expect(() => auxiliaryClassifierLoss(tf.scalar(1), y)).toThrow(/^classLogits: got a scalar/);
    expect(() => auxiliaryClassifierLoss(tf.ones([1, 1]), y)).toThrow(
      /^classLogits: .*: one class, whose loss/,
    );
    expect(() => auxiliaryClassifierLoss(x, y, { reduction: 'x' as never })).toThrow(/^reduction/);
  });
});
