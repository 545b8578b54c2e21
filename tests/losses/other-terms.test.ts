import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import {
  auxiliaryClassifierLoss,
  featureMatchingLoss,
  flipLabels,
  minimaxDiscriminatorLoss,
  nonSaturatingLoss,
  packSamples,
  relativisticLoss,
  withLabelNoise,
} from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { differences, mean, randomLogits, sum, WorstError } from './float64';

describeOnBackends('label noise', () => {
  const numbered = () => tf.tensor(Array.from({ length: 2000 }, (_, index) => index + 1));

  it('swaps pairs: both batches keep every pair, and the share is met', async () => {
    const real = numbered();
    const flipped = flipLabels(real, tf.neg(real), { share: 0.1, random: createRandom(1) });
    const [r, f] = [await flipped.real.data(), await flipped.fake.data()];
    expect(r.every((value, index) => Math.abs(value) === index + 1 && f[index] === -value)).toBe(true);
    const share = r.filter((value) => value < 0).length / 2000;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.02); // three standard deviations
  });

  it('is the same for the same seed, another for the next batch, and nothing for a share of 0', async () => {
    const real = numbered();
    const swaps = async (random: ReturnType<typeof createRandom>, share = 0.3) => {
      const { real: r } = flipLabels(real, tf.neg(real), { share, random });
      return [...(await r.data())];
    };
    const random = createRandom(7);
    const first = await swaps(random);
    expect(await swaps(createRandom(7))).toEqual(first);
    expect(await swaps(random)).not.toEqual(first);
    expect(await swaps(random, 0)).toEqual([...(await real.data())]);
  });

  it("swaps a sample's logits together, whatever their shape", async () => {
    const logits = tf.reshape(tf.range(0, 160), [40, 2, 2, 1]);
    const flipped = flipLabels(logits, tf.sub(tf.neg(logits), 1), { share: 0.4, random: createRandom(2) });
    expect(flipped.real.shape).toEqual([40, 2, 2, 1]);
    const rows = (await tf.reshape(flipped.real, [40, 4]).array()) as number[][];
    const signs = rows.map((row) => new Set(row.map((value) => value < 0)));
    expect(signs.every((set) => set.size === 1)).toBe(true);
    expect(new Set(signs.flatMap((set) => [...set])).size).toBe(2);
    expect(flipLabels(tf.scalar(1), tf.scalar(2), { share: 0, random: createRandom(2) }).real.shape).toEqual(
      [],
    );
  });

  it("has D's gradient reach the batch that each logit was swapped into", async () => {
    const [r, f] = [tf.tensor(randomLogits(8, 1)), tf.tensor(randomLogits(8, 2))];
    const noise = () => ({ share: 0.45, random: createRandom(3) });
    const { value, grads } = tf.valueAndGrads((real: tf.Tensor, fake: tf.Tensor) =>
      withLabelNoise(nonSaturatingLoss(), noise()).discriminator({ real, fake }),
    )([r, f]);
    const swapped = flipLabels(r, f, noise());
    const expected = minimaxDiscriminatorLoss(swapped.real, swapped.fake);
    const worst = new WorstError();
    worst.expectClose(await value.data(), [...(await expected.data())]);
    const [a, b] = [await r.data(), await f.data()];
    const moved = [...(await swapped.real.data())].map((logit, index) => logit !== a[index]);
    expect(new Set(moved).size).toBe(2);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const slope = (x: number, labelledFake: boolean) => (sigmoid(x) - (labelledFake ? 0 : 1)) / 8;
    worst.expectClose(
      await grads[0]!.data(),
      moved.map((swap, i) => slope(a[i]!, swap)),
    );
    worst.expectClose(
      await grads[1]!.data(),
      moved.map((swap, i) => slope(b[i]!, !swap)),
    );
  });

  it('as a loss: the generator is as before, and nothing is read', async () => {
    const noisy = withLabelNoise(relativisticLoss(), { share: 0.1, random: createRandom(1) });
    expect(noisy.divergence).toBeUndefined();
    expect(noisy.generatorNeedsReal).toBe(true);
    expect(noisy.name).toBe('relativistic, label noise 0.1');
    const logits = { real: tf.tensor([1, 2]), fake: tf.tensor([0, 1]) };
    expect(await noisy.generator(logits).data()).toEqual(await relativisticLoss().generator(logits).data());
    const before = tf.memory().numTensors;
    noisy.discriminator(logits).dispose();
    tf.dispose(flipLabels(logits.real, logits.fake, { share: 0.1, random: createRandom(1) }) as never);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses bad arguments by name', () => {
    const [x, random] = [tf.tensor([1, 2]), createRandom(1)];
    for (const share of [-0.1, 0.5, Number.NaN]) {
      expect(() => flipLabels(x, x, { share, random })).toThrow(
        /^share: got .* expected a number in \[0, 0\.5\)/,
      );
      expect(() => withLabelNoise(nonSaturatingLoss(), { share, random })).toThrow(/^share/);
    }
    expect(() => flipLabels(x, x, { share: 0.1, random: Math.random as never })).toThrow(
      /^random.*createRandom/,
    );
    expect(() => flipLabels(x, tf.tensor([1]), { share: 0.1, random })).toThrow(/^q: got shape \[1\]/);
  });
});

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

describeOnBackends('packSamples', () => {
  it('joins m samples in a row along their last axis', async () => {
    const vectors = tf.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
    expect(await packSamples(vectors, 2).array()).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect(await packSamples(tf.tensor([1, 2, 3, 4]), 4).array()).toEqual([[1, 2, 3, 4]]);
    const images = tf.reshape(tf.range(0, 6 * 2 * 3 * 2), [6, 2, 3, 2]);
    const packs = packSamples(images, 3);
    expect(packs.shape).toEqual([2, 2, 3, 6]);
    const one = (index: number) => tf.reshape(tf.slice(images, [index, 0, 0, 0], [1, 2, 3, 2]), [2, 3, 2]);
    const expected = tf.stack(
      [0, 3].map((first) => tf.concat([one(first), one(first + 1), one(first + 2)], 2)),
    );
    expect(await packs.array()).toEqual(await expected.array());
    expect(await packSamples(images, 1).array()).toEqual(await images.array());
  });

  it('is differentiable, and leaves no tensor behind', async () => {
    const samples = tf.reshape(tf.range(0, 8), [4, 1, 2]);
    const weights = tf.reshape(tf.range(0, 8), [2, 1, 4]);
    const before = tf.memory().numTensors;
    const gradient = tf.grad((x) => tf.sum(tf.mul(packSamples(x, 2), weights)))(samples);
    expect([...(await gradient.data())]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    tf.dispose([gradient, packSamples(samples, 2)]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses bad arguments by name', () => {
    const x = tf.tensor([[1], [2], [3]]);
    for (const m of [0, 2, 1.5, Number.NaN]) {
      expect(() => packSamples(x, m)).toThrow(
        `m: got ${m}; expected a whole number that divides the batch of 3`,
      );
    }
    expect(() => packSamples(tf.scalar(1), 1)).toThrow(/^samples: got a float32 tensor of shape \[\]/);
    expect(() => packSamples([1] as never, 1)).toThrow(/^samples: got an array of 1/);
  });
});
