import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from 'gan-core/distributions';
import {
  flipLabels,
  minimaxDiscriminatorLoss,
  nonSaturatingLoss,
  relativisticLoss,
  withLabelNoise,
} from 'gan-core/losses';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { randomLogits, WorstError } from './float64';

/** What a Trainer gives a loss beside the logits. */
const context = { random: createRandom(7), step: 0 };

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
      withLabelNoise(nonSaturatingLoss(), noise()).discriminator({ real, fake }, context),
    )([r, f]);
    const swapped = flipLabels(r, f, noise());
    const expected = minimaxDiscriminatorLoss(swapped.real, swapped.fake);
    const worst = new WorstError();
    worst.expectClose(await value.data(), [...(await expected.data())]);
    const [a, b] = [await r.data(), await f.data()];
    const moved = [...(await swapped.real.data())].map((logit, index) => logit !== a[index]);
    expect(new Set(moved).size).toBe(2);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const slope = (x: number, labeledFake: boolean) => (sigmoid(x) - (labeledFake ? 0 : 1)) / 8;
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
    expect(noisy.name).toBe('relativistic, label noise 0.1');
    const logits = { real: tf.tensor([1, 2]), fake: tf.tensor([0, 1]) };
    expect(await noisy.generator(logits, context).data()).toEqual(
      await relativisticLoss().generator(logits).data(),
    );
    const before = tf.memory().numTensors;
    noisy.discriminator(logits, context).dispose();
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
    expect(() => flipLabels(x, tf.tensor([1]), { share: 0.1, random })).toThrow(
      /^fakeLogits: got shape \[1\]/,
    );
  });
});
