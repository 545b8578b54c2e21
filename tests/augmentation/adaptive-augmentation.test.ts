import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { adaptiveAugmentation, augmented } from 'gan-core/augmentation';
import { createRandom, normalLatent } from 'gan-core/distributions';
import type { PenaltyInputs } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { perceptron } from '../support/networks';

const inputsOf = (logits: tf.Tensor) => ({ realLogits: logits }) as unknown as PenaltyInputs;

describeOnBackends('adaptive augmentation', (backend) => {
  /** A step of D with these logits. */
  const step = async (term: { compute(inputs: PenaltyInputs): tf.Scalar }, logits: readonly number[]) => {
    const value = tf.tidy(() => term.compute(inputsOf(tf.tensor1d([...logits]))));
    expect([...(await value.data())]).toEqual([0]);
    value.dispose();
  };

  it('moves p as the paper has it, by float64 written out', async () => {
    const before = tf.memory().numTensors;
    const [target, kimg, interval] = [0.3, 0.1, 2];
    const { term, probability } = adaptiveAugmentation({ target, kimg, interval, initial: 0.5 });
    const random = createRandom(4);
    let [p, signs, images] = [0.5, 0, 0];
    for (let count = 1; count <= 30; count++) {
      const logits = Array.from({ length: 2 + (count % 3) }, () => random.normal() + 0.4);
      await step(term, logits);
      signs += logits.reduce((sum, logit) => sum + Math.sign(logit), 0);
      images += logits.length;
      if (count % interval === 0) {
        const by = (Math.sign(signs / images - target) * images) / (1000 * kimg);
        p = Math.min(1, Math.max(0, p + by));
        [signs, images] = [0, 0];
      }
      expect(await probability()).toBeCloseTo(p, 5);
    }
    expect(p).not.toBe(0.5);
    term.dispose!();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stays within [0, 1]', async () => {
    const { term, probability } = adaptiveAugmentation({ kimg: 0.001, interval: 1 });
    for (const [logits, expected] of [
      [[-1, -1], 0],
      [[1, 1, 1], 1],
      [[1, 1], 1],
      [[-1], 0],
    ] as const) {
      await step(term, logits);
      expect(await probability()).toBe(expected);
    }
    term.dispose!();
  });

  it('goes back to a saved state, in the middle of an interval, bit for bit', async () => {
    const make = () => adaptiveAugmentation({ kimg: 0.05, interval: 3, target: 0 });
    const lists = [[1, 1, -1], [1, 2], [-1, -1], [1], [3, -1], [2], [1, 1], [-1], [-1, -1, -1]];
    const one = make();
    for (const logits of lists.slice(0, 4)) await step(one.term, logits);
    const state = await one.term.save!();
    expect(state.updates).toBe(4);
    const after = async ({ term, probability }: typeof one) => {
      const values: number[] = [];
      for (const logits of lists.slice(4)) {
        await step(term, logits);
        values.push(await probability());
      }
      return values;
    };
    const expected = await after(one);
    expect(new Set(expected).size).toBeGreaterThan(1);
    one.term.restore!(state);
    expect(await after(one)).toEqual(expected);
    const other = make();
    other.term.restore!(state);
    expect(await after(other)).toEqual(expected);
    const fresh = make();
    const empty = await fresh.term.save!();
    expect(empty).toEqual({ updates: 0, tensors: {} });
    other.term.restore!(empty);
    expect(await other.probability()).toBe(0);
    for (const each of [one, other, fresh]) each.term.dispose!();
    tf.dispose(state.tensors);
  });

  it('applies each augmentation to each sample with probability p, with its gradient', async () => {
    const make = (initial: number) =>
      adaptiveAugmentation({ initial, augmentations: [(x) => tf.mul(x, 2), (x) => tf.add(x, 10)] });
    const x = tf.ones([2000, 1]);
    for (const p of [0, 0.25, 1]) {
      const { augment, term } = make(p);
      const y = augment(x, createRandom(3));
      const values = [...(await y.data())];
      const shares = { 1: (1 - p) ** 2, 2: p * (1 - p), 11: p * (1 - p), 12: p * p };
      for (const [value, share] of Object.entries(shares)) {
        const count = values.filter((each) => each === Number(value)).length;
        expect(Math.abs(count - 2000 * share)).toBeLessThanOrEqual(5 * Math.sqrt(2000 * share * (1 - share)));
      }
      const gradient = tf.grad((given) => tf.sum(augment(given, createRandom(3))))(x);
      expect([...(await gradient.data())]).toEqual(
        values.map((value) => (value === 2 || value === 12 ? 2 : 1)),
      );
      tf.dispose([y, gradient]);
      term.dispose!();
    }
    x.dispose();
  });

  it('runs in a Trainer: p rises where D knows all real samples, two runs are one, nothing leaks', async () => {
    const train = async (parts: readonly number[]) => {
      const before = tf.memory().numTensors;
      const ada = adaptiveAugmentation({ kimg: 0.5, interval: 2, target: -0.99 });
      const { dense, flatten, reshape } = tfl.layers;
      const trainer = new Trainer({
        generator: () =>
          tfl.sequential({
            layers: [dense({ units: 16, inputShape: [2] }), reshape({ targetShape: [4, 4, 1] })],
          }),
        discriminator: () =>
          augmented(
            tfl.sequential({
              layers: [flatten({ inputShape: [4, 4, 1] }), dense({ units: 1, kernelInitializer: 'ones' })],
            }),
            ada.augment,
          ),
        latent: normalLatent(2),
        terms: [ada.term],
        backend,
        seed: 2,
      });
      const data = tf.tidy(() => tf.add(tf.ones([32, 4, 4, 1]), 1));
      for (const steps of parts) await trainer.fit(data, { steps, batchSize: 8 });
      const samples = await trainer.sample(2, { seed: 1 });
      const result = { p: await ada.probability(), values: [...(await samples.data())] };
      tf.dispose([samples, data]);
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(before);
      return result;
    };
    const whole = await train([12]);
    expect(whole.p).toBeCloseTo((12 * 8) / 500, 5);
    expect(await train([5, 7])).toEqual(whole);
  });

  it('gives its term back after NaN, in a Trainer', async () => {
    const ada = adaptiveAugmentation({
      kimg: 0.5,
      interval: 1,
      target: -0.99,
      augmentations: [(x) => tf.clone(x)],
    });
    let steps = 0;
    const ones = tfl.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' });
    const trainer = new Trainer({
      generator: perceptron(2, [], 2),
      discriminator: () => augmented(tfl.sequential({ layers: [ones] }), ada.augment),
      latent: normalLatent(2),
      terms: [
        ada.term,
        {
          name: 'bad',
          every: 1,
          compute: ({ realLogits }) => tf.mul(tf.mean(realLogits), ++steps > 6 ? Number.NaN : 0) as tf.Scalar,
        },
      ],
      backend,
      seed: 2,
    });
    const data = tf.tidy(() => tf.add(tf.ones([32, 2]), 1));
    await expect(trainer.fit(data, { steps: 12, batchSize: 8, reportEvery: 3 })).rejects.toThrow(/NaN/);
    expect(await ada.probability()).toBeCloseTo((6 * 8) / 500, 5); // of the last finite report
    trainer.dispose();
    data.dispose();
  });
});

it('refuses bad input by name', () => {
  expect(() => adaptiveAugmentation({ target: 1 })).toThrow(/^target: got 1; expected a number in \(-1, 1\)/);
  expect(() => adaptiveAugmentation({ kimg: 0 })).toThrow(/^kimg: got 0/);
  expect(() => adaptiveAugmentation({ interval: 0 })).toThrow(/^interval: got 0/);
  expect(() => adaptiveAugmentation({ initial: 2 })).toThrow(/^initial: got 2/);
  expect(() => adaptiveAugmentation({ augmentations: [] })).toThrow(/^augmentations: got an array of 0/);
  const { augment, term } = adaptiveAugmentation({ augmentations: [() => tf.zeros([3])] });
  expect(() => augment(tf.zeros([2]), createRandom(1))).toThrow(
    /^augmentations: gave a float32 tensor of shape \[3\]/,
  );
  expect(() => term.compute({} as never)).toThrow(
    /^inputs.realLogits: got undefined; expected float32 logits/,
  );
  expect(() => term.restore!({ updates: 1, tensors: { probability: tf.scalar(1) } })).toThrow(
    /^state: holds the tensors probability/,
  );
  term.dispose!();
});
