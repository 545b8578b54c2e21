import { type AdamWOptions, adam, adamW, cosineDecay } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import {
  decayedSum,
  expectAsReference,
  fixedGradients,
  rateOf,
  start,
  weightsAfter,
} from '../support/fixed-updates';

/** AdamW in float64 as one sum: w₀ Π(1 − αλ) − Σₛ αₛ m̂ₛ/(√v̂ₛ + ε) Π_{r > s}(1 − α_r λ). */
function reference(settings: Required<AdamWOptions>) {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
  return (weight: number, gradients: readonly number[]) => {
    const rates = gradients.map((_, t) => rateOf(learningRate, t));
    const shrinkageAfter = (t: number) =>
      rates.slice(t + 1).reduce((product, rate) => product * (1 - rate * weightDecay), 1);
    const squares = gradients.map((gradient) => gradient ** 2);
    return gradients.reduce((sum, _, t) => {
      const mean = ((1 - beta1) * decayedSum(gradients, beta1, t)) / (1 - beta1 ** (t + 1));
      const meanSquare = ((1 - beta2) * decayedSum(squares, beta2, t)) / (1 - beta2 ** (t + 1));
      return sum - ((rates[t]! * mean) / (Math.sqrt(meanSquare) + epsilon)) * shrinkageAfter(t);
    }, weight * shrinkageAfter(-1));
  };
}

describeOnBackends('adamW', () => {
  it.each([
    { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.01 },
    { learningRate: 0.02, beta1: 0, beta2: 0.9, epsilon: 1e-2, weightDecay: 2 },
    {
      learningRate: cosineDecay({ from: 0.05, steps: 8 }),
      beta1: 0.5,
      beta2: 0.99,
      epsilon: 1e-7,
      weightDecay: 0.5,
    },
  ] satisfies Required<AdamWOptions>[])('follows the float64 reference with %o', (settings) =>
    expectAsReference(adamW(settings), reference(settings)),
  );

  it('has the defaults of adam, and a decay of 0.01', () =>
    expectAsReference(
      adamW(),
      reference({ learningRate: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.01 }),
    ));

  it('decays by α·λ, apart from the gradients: without any, by 1 − αλ an update', async () => {
    const nothing = fixedGradients.map((gradient) => gradient.map(() => 0));
    const values = await weightsAfter(adamW({ learningRate: 0.1, weightDecay: 0.5 }), nothing);
    for (const [index, value] of values.entries())
      expect(Math.abs(value / (start[index]! * 0.95 ** 10) - 1)).toBeLessThan(1e-6);
  });

  it('is adam where it does not decay, bit for bit', async () => {
    const settings = { learningRate: 0.01, beta1: 0.9 };
    const values = await weightsAfter(adamW({ ...settings, weightDecay: 0 }));
    expect(values).toEqual(await weightsAfter(adam(settings)));
    expect(values).not.toEqual(await weightsAfter(adamW(settings)));
  });
});

describe('adamW', () => {
  it('refuses settings out of range by name', () => {
    expect(() => adamW({ weightDecay: -1 })).toThrow(
      /^weightDecay: got -1; expected a finite number, at least 0/,
    );
    expect(() => adamW({ weightDecay: Number.NaN })).toThrow(/^weightDecay: got NaN/);
    expect(() => adamW({ learningRate: 0 })).toThrow(/^learningRate: got 0; expected a positive/);
    expect(() => adamW({ epsilon: 0 })).toThrow(/^epsilon: got 0/);
    expect(() => adamW({ beta1: 1 })).toThrow(/^beta1: got 1; expected a number in \[0, 1\)/);
    expect(() => adamW({ beta2: -0.1 })).toThrow(/^beta2: got -0.1/);
  });
});
