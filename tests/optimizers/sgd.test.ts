import * as tf from '@tensorflow/tfjs-core';
import { cosineDecay, fromTfjsOptimizer, type SgdOptions, sgd } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { decayedSum, expectAsReference, rateOf, weightsAfter } from '../support/fixed-updates';

/** Gradient descent in float64: the weight less αₛ·Σᵣ μˢ⁻ʳgᵣ for each update s, and one more step of it for Nesterov's. */
function reference({ learningRate, momentum, nesterov }: Required<SgdOptions>) {
  return (weight: number, gradients: readonly number[]) =>
    gradients.reduce((sum, gradient, t) => {
      const velocity = decayedSum(gradients, momentum, t);
      return sum - rateOf(learningRate, t) * (nesterov ? gradient + momentum * velocity : velocity);
    }, weight);
}

describeOnBackends('sgd', () => {
  it.each([
    { learningRate: 0.01, momentum: 0, nesterov: false },
    { learningRate: cosineDecay({ from: 0.02, steps: 8 }), momentum: 0, nesterov: false },
    { learningRate: 0.005, momentum: 0.9, nesterov: false },
    { learningRate: cosineDecay({ from: 0.01, steps: 8 }), momentum: 0.5, nesterov: false },
    { learningRate: 0.005, momentum: 0.9, nesterov: true },
    { learningRate: cosineDecay({ from: 0.01, steps: 8 }), momentum: 0.5, nesterov: true },
  ] satisfies Required<SgdOptions>[])('follows the float64 reference with %o', (settings) =>
    expectAsReference(sgd(settings), reference(settings)),
  );

  it('has a rate of 0.01 and no momentum by default', () =>
    expectAsReference(sgd(), reference({ learningRate: 0.01, momentum: 0, nesterov: false })));

  it.each([false, true])('agrees with that of tfjs, with nesterov %s', async (nesterov) => {
    const ours = await weightsAfter(sgd({ learningRate: 0.01, momentum: 0.9, nesterov }));
    const theirs = await weightsAfter(fromTfjsOptimizer(tf.train.momentum(0.01, 0.9, nesterov)));
    for (const [index, value] of ours.entries())
      expect(Math.abs(value / theirs[index]! - 1)).toBeLessThan(1e-5);
  });
});

describe('sgd', () => {
  it('refuses settings out of range by name', () => {
    expect(() => sgd({ momentum: 1 })).toThrow(/^momentum: got 1; expected a number in \[0, 1\)/);
    expect(() => sgd({ momentum: Number.NaN })).toThrow(/^momentum: got NaN/);
    expect(() => sgd({ nesterov: true })).toThrow(
      /^nesterov: got true without a momentum; expected a momentum/,
    );
    expect(() => sgd({ nesterov: 'yes' as unknown as boolean })).toThrow(
      /^nesterov: got the string 'yes'; expected true or false/,
    );
  });
});
