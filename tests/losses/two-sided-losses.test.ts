import * as tf from '@tensorflow/tfjs-core';
import {
  hingeDiscriminatorLoss,
  hingeGeneratorLoss,
  hingeLoss,
  type LossOptions,
  leastSquaresDiscriminatorLoss,
  leastSquaresGeneratorLoss,
  leastSquaresLoss,
  type PairOfLosses,
  relativisticAverageDiscriminatorLoss,
  relativisticAverageGeneratorLoss,
  relativisticAverageLoss,
  relativisticDiscriminatorLoss,
  relativisticGeneratorLoss,
  relativisticLoss,
  wassersteinDiscriminatorLoss,
  wassersteinGeneratorLoss,
  wassersteinLoss,
} from 'gan-core/losses';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { differences, logSigmoid, mean, randomLogits, sum, WorstError } from './float64';

type Batches = { readonly real: readonly number[]; readonly fake: readonly number[] };
type Loss = (real: tf.Tensor, fake: tf.Tensor, options?: LossOptions) => tf.Scalar;

/** A loss, and its two terms a sample as the paper writes them. */
interface Row {
  readonly loss: Loss;
  readonly terms: (batches: Batches) => number[][];
  /** What `reduction: 'none'` gives: losses of both batches apart, of their pairs, or of the generated batch. */
  readonly gives: 'both' | 'pairs' | 'fake';
}

const ofFake =
  (loss: (fake: tf.Tensor, options?: LossOptions) => tf.Scalar): Loss =>
  (_, fake, options) =>
    loss(fake, options);
const asLoss = (loss: unknown) => loss as Loss;
const asFakeLoss = (loss: unknown) => ofFake(loss as (fake: tf.Tensor) => tf.Scalar);

const rows: Record<string, Row> = {
  leastSquaresDiscriminatorLoss: {
    loss: asLoss(leastSquaresDiscriminatorLoss),
    terms: ({ real, fake }) => [real.map((r) => (r - 1) ** 2 / 2), fake.map((f) => f ** 2 / 2)],
    gives: 'both',
  },
  leastSquaresGeneratorLoss: {
    loss: asFakeLoss(leastSquaresGeneratorLoss),
    terms: ({ fake }) => [fake.map((f) => (f - 1) ** 2 / 2)],
    gives: 'fake',
  },
  hingeDiscriminatorLoss: {
    loss: asLoss(hingeDiscriminatorLoss),
    terms: ({ real, fake }) => [real.map((r) => -Math.min(0, r - 1)), fake.map((f) => -Math.min(0, -f - 1))],
    gives: 'both',
  },
  hingeGeneratorLoss: {
    loss: asFakeLoss(hingeGeneratorLoss),
    terms: ({ fake }) => [fake.map((f) => -f)],
    gives: 'fake',
  },
  wassersteinDiscriminatorLoss: {
    loss: asLoss(wassersteinDiscriminatorLoss),
    terms: ({ real, fake }) => [real.map((r) => -r), [...fake]],
    gives: 'both',
  },
  wassersteinGeneratorLoss: {
    loss: asFakeLoss(wassersteinGeneratorLoss),
    terms: ({ fake }) => [fake.map((f) => -f)],
    gives: 'fake',
  },
  relativisticDiscriminatorLoss: {
    loss: asLoss(relativisticDiscriminatorLoss),
    terms: ({ real, fake }) => [real.map((r, index) => -logSigmoid(r - fake[index]!))],
    gives: 'pairs',
  },
  relativisticGeneratorLoss: {
    loss: asLoss(relativisticGeneratorLoss),
    terms: ({ real, fake }) => [fake.map((f, index) => -logSigmoid(f - real[index]!))],
    gives: 'pairs',
  },
  relativisticAverageDiscriminatorLoss: {
    loss: asLoss(relativisticAverageDiscriminatorLoss),
    // −E log D(x) − E log(1 − D(G(z))), each relative to the other's mean
    terms: ({ real, fake }) => [
      real.map((r) => -logSigmoid(r - mean(fake))),
      fake.map((f) => -logSigmoid(mean(real) - f)),
    ],
    gives: 'both',
  },
  relativisticAverageGeneratorLoss: {
    loss: asLoss(relativisticAverageGeneratorLoss),
    terms: ({ real, fake }) => [
      real.map((r) => -logSigmoid(mean(fake) - r)),
      fake.map((f) => -logSigmoid(f - mean(real))),
    ],
    gives: 'both',
  },
};

const reference = (row: Row, batches: Batches) => sum(row.terms(batches).map(mean));

const shapes: number[][] = [[12], [12, 1], [3, 2, 2, 1]];

/** Each game, the beginning of its halves' names, and whether G's half reads the real logits. */
const games = [
  [leastSquaresLoss, 'leastSquares', false],
  [hingeLoss, 'hinge', false],
  [wassersteinLoss, 'wasserstein', false],
  [relativisticLoss, 'relativistic', true],
  [relativisticAverageLoss, 'relativisticAverage', true],
] as const;

it('every pair of halves has its game below', () => {
  const halves = Object.keys(rows).flatMap((name) => /^(.*)DiscriminatorLoss$/.exec(name)?.[1] ?? []);
  expect(games.map(([, name]) => name).sort()).toEqual(halves.sort());
});

describeOnBackends('the losses of two halves', (backend) => {
  describe.each(Object.entries(rows))('%s', (_, row) => {
    it('equals the float64 reference, value and gradient, for logits of any shape', async () => {
      const worst = new WorstError();
      for (const shape of shapes) {
        for (const seed of [1, 2, 3]) {
          const batches = { real: randomLogits(12, seed), fake: randomLogits(12, seed + 10) };
          const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
            // A generator's loss may not look at the real logits; 0·Σr has tfjs give their gradient all the same.
            tf.add(row.loss(r, f), tf.mul(tf.sum(r), 0)),
          )([tf.tensor(batches.real, shape), tf.tensor(batches.fake, shape)]);
          worst.expectClose(await value.data(), [reference(row, batches)]);
          const [real, fake] = grads as [tf.Tensor, tf.Tensor];
          expect([real.shape, fake.shape]).toEqual([shape, shape]);
          const atReal = differences((r) => reference(row, { ...batches, real: r }), batches.real);
          const atFake = differences((f) => reference(row, { ...batches, fake: f }), batches.fake);
          worst.expectClose(await real.data(), atReal);
          worst.expectClose(await fake.data(), atFake);
        }
      }
      console.info(`${backend}: worst error ${worst.value.toExponential(1)}`);
    });

    it('stays exact and finite at logits of ±200 and ±10,000, values and gradients', async () => {
      const worst = new WorstError();
      for (const size of [200, 1e4]) {
        const batches = { real: [size, -size, size, -size], fake: [size, size, -size, -size] };
        const { value, grads } = tf.valueAndGrads((r: tf.Tensor, f: tf.Tensor) =>
          tf.add(row.loss(r, f), tf.mul(tf.sum(r), 0)),
        )([tf.tensor(batches.real), tf.tensor(batches.fake)]);
        worst.expectClose(await value.data(), [reference(row, batches)]);
        const atReal = differences((r) => reference(row, { ...batches, real: r }), batches.real, 1e-2);
        const atFake = differences((f) => reference(row, { ...batches, fake: f }), batches.fake, 1e-2);
        worst.expectClose(await grads[0]!.data(), atReal, 1e-5);
        worst.expectClose(await grads[1]!.data(), atFake, 1e-5);
      }
    });

    it("reduces by mean, sum or not at all, in the logits' shapes", async () => {
      const worst = new WorstError();
      const batches = { real: randomLogits(6, 5), fake: randomLogits(6, 6) };
      const apart = row.gives === 'both';
      const [r, f] = [tf.tensor(batches.real, [6, 1]), tf.tensor(batches.fake, apart ? [6] : [6, 1])];
      const terms = row.terms(batches);
      worst.expectClose(await row.loss(r, f, { reduction: 'sum' }).data(), [sum(terms.map(sum))]);
      worst.expectClose(await row.loss(r, f, { reduction: 'mean' }).data(), [sum(terms.map(mean))]);
      const none = row.loss(r, f, { reduction: 'none' }) as unknown as PairOfLosses & tf.Tensor;
      const given = apart ? [none.real, none.fake] : [none];
      expect(given.map(({ shape }) => shape)).toEqual(apart ? [[6, 1], [6]] : [[6, 1]]);
      for (const [index, losses] of given.entries()) worst.expectClose(await losses.data(), terms[index]!);
      expect(() => row.loss(r, f, { reduction: 'average' as never })).toThrow(
        /^reduction: got the string 'average'/,
      );
    });

    it('leaves no tensor behind but its result', () => {
      const x = tf.tensor([1, -2, 3]);
      const before = tf.memory().numTensors;
      tf.dispose([
        row.loss(x, x),
        row.loss(x, x, { reduction: 'none' }) as unknown as tf.TensorContainer,
        tf.grad((f) => row.loss(x, f))(x),
      ]);
      expect(tf.memory().numTensors).toBe(before);
      x.dispose();
    });

    it('refuses bad logits by name', () => {
      const logits = tf.tensor([1, 2]);
      for (const bad of [[1, 2] as never, tf.tensor([1, 2], [2], 'int32'), tf.tensor([], [0])]) {
        expect(() => row.loss(logits, bad)).toThrow(/^fakeLogits: got .* expected a float32 tensor/);
        if (row.gives !== 'fake') expect(() => row.loss(bad, logits)).toThrow(/^realLogits/);
      }
      if (row.gives === 'pairs') {
        expect(() => row.loss(logits, tf.tensor([1, 2], [2, 1]))).toThrow(
          'fakeLogits: got shape [2,1]; expected [2], as realLogits',
        );
      }
    });
  });

  it.each(games)('%o is the two halves together', async (factory, name, needsReal) => {
    const loss = factory();
    const [real, fake] = [tf.tensor([1, -2, 0.5]), tf.tensor([0, 3, -1])];
    let reads = 0;
    const logits = {
      fake,
      get real() {
        reads++;
        return real;
      },
    };
    loss.generator(logits);
    // A Trainer runs D on the real batch only where its logits are read.
    expect(reads > 0).toBe(needsReal);
    expect(await loss.discriminator({ real, fake }).data()).toEqual(
      await rows[`${name}DiscriminatorLoss`]!.loss(real, fake).data(),
    );
    expect(await loss.generator(needsReal ? { real, fake } : { fake }).data()).toEqual(
      await rows[`${name}GeneratorLoss`]!.loss(real, fake).data(),
    );
  });
});
