import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { augmented, diffAugment, horizontalFlip } from 'gan-core/augmentation';
import { createRandom, normalLatent, type Sampler } from 'gan-core/distributions';
import { r1GradientPenalty, r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';

const { conv2d, dense, flatten, reshape } = tfl.layers;

const generator = () =>
  tfl.sequential({
    layers: [dense({ units: 64, activation: 'tanh', inputShape: [2] }), reshape({ targetShape: [8, 8, 1] })],
  });
const discriminator = () =>
  tfl.sequential({
    layers: [
      conv2d({ filters: 4, kernelSize: 3, strides: 2, activation: 'relu', inputShape: [8, 8, 1] }),
      flatten(),
      dense({ units: 1 }),
    ],
  });
/** Pictures with a bright upper half. */
const pictures: Sampler = {
  shape: [8, 8, 1],
  sample: (count, random) =>
    tf.tensor(
      Array.from(
        { length: count * 64 },
        (_, index) => (index % 64 < 32 ? 0.8 : -0.8) + 0.1 * random.normal(),
      ),
      [count, 8, 8, 1],
    ),
};

describeOnBackends('augmented', (backend) => {
  it('changes the samples where training, and hands all else on as it is', () => {
    const calls: unknown[][] = [];
    const model = { apply: (...given: unknown[]) => calls.push(given), trainableWeights: [] };
    const changed = tf.zeros([1]);
    const wrapped = augmented(model, () => changed);
    const [x, y] = [tf.ones([1]), tf.ones([1])];
    const kwargs = { training: true, condition: y };
    wrapped.apply(x, kwargs);
    wrapped.apply([x, y] as never, kwargs);
    wrapped.apply(x, { training: false });
    wrapped.apply(x);
    expect(calls).toEqual([
      [changed, kwargs],
      [[changed, y], kwargs],
      [x, { training: false }],
      [x, undefined],
    ]);
    tf.dispose([changed, x, y]);
  });

  it('shows the model’s own weights, layers, inputs and state', () => {
    const model = discriminator();
    const wrapped = augmented(model, diffAugment()) as unknown as typeof model;
    for (const member of ['layers', 'inputs', 'trainable', 'built'] as const)
      expect(wrapped[member]).toBe(model[member]);
    expect(wrapped.weights).toEqual(model.weights);
    expect(wrapped.trainableWeights).toEqual(model.trainableWeights);
    model.trainable = false;
    expect([wrapped.trainable, wrapped.trainableWeights]).toEqual([false, []]);
    wrapped.dispose();
    expect(() => model.predict(tf.zeros([1, 8, 8, 1]))).toThrow();
  });

  it('trains in a Trainer with R1: the same by the same seed, two runs as one, without a leak', async () => {
    const train = async (parts: readonly number[], seed = 3, augment = diffAugment()) => {
      const before = tf.memory().numTensors;
      const trainer = new Trainer({
        generator,
        discriminator: () => augmented(discriminator(), augment),
        latent: normalLatent(2),
        terms: [r1Penalty({ gamma: 1, every: 2 })],
        backend,
        seed,
      });
      for (const steps of parts) await trainer.fit(pictures, { steps, batchSize: 8 });
      const samples = await trainer.sample(2, { seed: 1 });
      const values = [...(await samples.data())];
      samples.dispose();
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(before);
      return values;
    };
    const whole = await train([6]);
    expect(whole.every(Number.isFinite)).toBe(true);
    expect(await train([6])).toEqual(whole);
    expect(await train([3, 3])).toEqual(whole);
    expect(await train([6], 4)).not.toEqual(whole);
    expect(await train([6], 3, (samples) => tf.clone(samples))).not.toEqual(whole);
  });

  it('has R1 take the gradient by the samples before they were augmented', async () => {
    const model = tfl.sequential({
      layers: [
        flatten({ inputShape: [4, 4, 1] }),
        dense({ units: 1, kernelInitializer: 'ones', useBias: false }),
      ],
    });
    const contrast = augmented(model, (x) => tf.mul(x, 3));
    const x = tf.ones([2, 4, 4, 1]);
    // D(T(x)) = Σ 3x: a gradient of 3 in each of 16 values.
    const penalty = r1GradientPenalty(
      (samples) => contrast.apply(samples, { training: true }) as tf.Tensor,
      x,
      { gamma: 2 },
    );
    expect((await penalty.data())[0]).toBeCloseTo(9 * 16, 3);
    tf.dispose([x, penalty]);
    model.dispose();
  });

  it('draws each picture’s own parameters, in the ranges of the paper', async () => {
    const x = tf.fill([400, 8, 8, 1], 0.25);
    const run = async (policy: 'color' | 'translation' | 'cutout', seed: number) => {
      const y = diffAugment({ policy: [policy] })(x, createRandom(seed));
      const values = (await y.array()) as number[][][][];
      y.dispose();
      return values;
    };
    // Of an even picture, color leaves the shift of brightness.
    const shifts = (await run('color', 1)).map((picture) => picture[3]![3]![0]! - 0.25);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(-0.5);
    expect(Math.min(...shifts)).toBeLessThan(-0.45);
    expect(Math.max(...shifts)).toBeGreaterThan(0.45);
    expect(Math.max(...shifts)).toBeLessThan(0.5);
    const zeroRows = (picture: number[][][]) =>
      picture.filter((row) => row.every(([value]) => value === 0)).length;
    // An eighth of 8 is one pixel: each of −1, 0 and 1 in a third of the pictures.
    const moved = (await run('translation', 1)).map((picture) => [
      zeroRows(picture),
      picture[0]![3]![0] === 0,
    ]);
    expect(new Set(moved.map(([rows]) => rows))).toEqual(new Set([0, 1]));
    for (const count of [moved.filter(([rows]) => rows === 0).length, moved.filter(([, top]) => top).length])
      expect(Math.abs(count - 400 / 3)).toBeLessThan(5 * Math.sqrt((400 * 2) / 9));
    // A square of 4 around one of 9 places each way: from 2·2 pixels in a corner to 4·4.
    const holes = (await run('cutout', 1)).map(
      (picture) => picture.flat(2).filter((value) => value === 0).length,
    );
    expect(new Set(holes)).toEqual(new Set([4, 6, 8, 9, 12, 16]));
    expect(await run('cutout', 1)).toEqual(await run('cutout', 1));
    expect(await run('cutout', 1)).not.toEqual(await run('cutout', 2));
    x.dispose();
  });

  it('flips about as many pictures as it should', async () => {
    const x = tf.tensor4d(Array.from({ length: 1000 }, () => [1, 2]).flat(), [1000, 1, 2, 1]);
    const y = horizontalFlip({ probability: 0.3 })(x, createRandom(2));
    const flips = ((await y.array()) as number[][][][]).filter((picture) => picture[0]![0]![0] === 2).length;
    expect(Math.abs(flips - 300)).toBeLessThan(4 * Math.sqrt(1000 * 0.21));
    tf.dispose([x, y]);
  });
});

it('refuses bad input by name', () => {
  const random = createRandom(1);
  expect(() => diffAugment({ policy: ['colour' as never] })).toThrow(
    /^policy: has the string 'colour'; expected/,
  );
  expect(() => diffAugment({ policy: 'color' as never })).toThrow(
    /^policy: got the string 'color'; expected an array/,
  );
  expect(() => diffAugment({ translation: 2 })).toThrow(/^translation: got 2; expected a number in \[0, 1\]/);
  expect(() => diffAugment({ cutout: -1 })).toThrow(/^cutout: got -1/);
  expect(() => horizontalFlip({ probability: 1.5 })).toThrow(/^probability: got 1.5/);
  for (const augment of [diffAugment(), horizontalFlip()]) {
    expect(() => augment(tf.zeros([4, 2]), random)).toThrow(
      /^samples: got a float32 tensor of shape \[4,2\]; expected pictures, a float32 tensor \[batch, height/,
    );
    expect(() => augment(tf.zeros([1, 2, 2, 1], 'int32'), random)).toThrow(/^samples: got an int32 tensor/);
    expect(() => augment(tf.zeros([1, 2, 2, 1]), 3 as never)).toThrow(/^random: got a number \(3\)/);
  }
  expect(() => augmented(null as never, diffAugment())).toThrow(/^model: got null; expected a model/);
  expect(() => augmented({ apply: () => 1, trainableWeights: [] }, 'color' as never)).toThrow(
    /^augment: got the string/,
  );
  const wrong = augmented({ apply: () => 1, trainableWeights: [] }, () => undefined as never);
  expect(() => wrong.apply(tf.zeros([1]), { training: true })).toThrow(
    /^augment, its samples: got undefined/,
  );
});
