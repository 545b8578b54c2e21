import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { jensenShannonDivergence, optimalDiscriminator } from 'gan-core/divergences';
import {
  minimaxDiscriminatorLoss,
  minimaxGeneratorLoss,
  minimaxLoss,
  nonSaturatingGeneratorLoss,
  nonSaturatingLoss,
} from 'gan-core/losses';
import { describe, expect, it } from 'vitest';

const factories = { minimaxLoss, nonSaturatingLoss };

/** Counts over few outcomes: distributions whose expectations a batch gives exactly. */
const counts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 });

describe.each(Object.entries(factories))('%s', (_, factory) => {
  it("reads the Jensen–Shannon divergence from D's loss: exactly at the best D, from below at any other", () => {
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (real, fake, shift) => {
          const normalize = (values: number[]) =>
            values.map((value) => value / values.reduce((sum, each) => sum + each, 0));
          const [p, q] = [normalize(real), normalize(fake)];
          const truth = jensenShannonDivergence(p, q);
          const reading = (logits: readonly number[]) => {
            const batch = (n: number[]) =>
              tf.tensor(n.flatMap((count, outcome) => new Array(count).fill(logits[outcome]!)));
            const loss = tf.tidy(
              () =>
                factory()
                  .discriminator({ real: batch(real), fake: batch(fake) })
                  .dataSync()[0]!,
            );
            return factory().divergence!.fromDiscriminatorLoss(loss);
          };
          const best = optimalDiscriminator(p, q).map((d) => Math.log(d / (1 - d)));
          expect(Math.abs(reading(best) - truth)).toBeLessThan(1e-6);
          expect(reading(best.map((logit, outcome) => logit + shift[outcome]!))).toBeLessThan(truth + 1e-6);
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it('gives no reading with label smoothing, where none is valid', () => {
    expect(factory({ labelSmoothing: 0.1 }).divergence).toBeUndefined();
    expect(factory().divergence?.name).toBe('Jensen–Shannon');
  });

  it('refuses a smoothing outside [0, 0.5) when it is made', () => {
    for (const labelSmoothing of [-0.1, 0.5, Number.NaN]) {
      expect(() => factory({ labelSmoothing })).toThrow(
        /labelSmoothing: got .* expected a number in \[0, 0\.5\)/,
      );
    }
  });
});

describe("the generator's two halves", () => {
  it('have one trend and different slopes: −σ(f) where D is sure of a fake vanishes, −σ(−f) does not', () => {
    const slopes = (loss: (f: tf.Tensor) => tf.Scalar, logit: number) =>
      tf.tidy(
        () =>
          tf
            .grad((f) => loss(f))(tf.tensor([logit]))
            .dataSync()[0]!,
      );
    fc.assert(
      fc.property(fc.float({ min: -8, max: 8, noNaN: true }), (logit) => {
        const sigmoid = 1 / (1 + Math.exp(-logit));
        expect(slopes(minimaxGeneratorLoss, logit)).toBeCloseTo(-sigmoid, 5);
        expect(slopes(nonSaturatingGeneratorLoss, logit)).toBeCloseTo(sigmoid - 1, 5);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('bad input', () => {
  const logits = tf.tensor([1, 2]);
  it.each([
    ['no tensor', [1, 2] as never, /fakeLogits: got an array of 2; expected a float32 tensor/],
    ['an int32 tensor', tf.tensor([1, 2], [2], 'int32'), /fakeLogits: got an int32 tensor of shape \[2\]/],
    ['an empty tensor', tf.tensor([], [0, 1]), /fakeLogits: got a float32 tensor of shape \[0,1\]/],
  ])('%s is refused by name', (_, bad, message) => {
    expect(() => nonSaturatingGeneratorLoss(bad)).toThrow(message);
    expect(() => minimaxGeneratorLoss(bad)).toThrow(message);
    expect(() => minimaxDiscriminatorLoss(logits, bad)).toThrow(message);
    expect(() => minimaxDiscriminatorLoss(bad, logits)).toThrow(/^realLogits/);
  });

  it('an unknown reduction is refused by name', () => {
    expect(() => nonSaturatingGeneratorLoss(logits, { reduction: 'average' as never })).toThrow(
      "reduction: got the string 'average'; expected 'mean', 'sum' or 'none'.",
    );
  });
});
