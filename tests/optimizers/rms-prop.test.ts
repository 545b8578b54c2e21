import * as tf from '@tensorflow/tfjs-core';
import { cosineDecay, fromTfjsOptimizer, type RmsPropOptions, rmsProp } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';
import { describeOnBackends } from '../support/backends';
import {
  decayedSum,
  expectAsReference,
  fixedGradients,
  rateOf,
  weightsAfter,
} from '../support/fixed-updates';

/** RMSProp in float64, with each moving average as one sum over the gradients so far: v − m² where it is centered. */
function reference({ learningRate, rho, momentum, centered, epsilon }: Required<RmsPropOptions>) {
  return (weight: number, gradients: readonly number[]) => {
    const squares = gradients.map((gradient) => gradient ** 2);
    const directions = gradients.map((gradient, t) => {
      const mean = (1 - rho) * decayedSum(gradients, rho, t);
      const meanSquare = (1 - rho) * decayedSum(squares, rho, t);
      return gradient / (Math.sqrt(meanSquare - (centered ? mean ** 2 : 0)) + epsilon);
    });
    return directions.reduce(
      (sum, _, t) => sum - rateOf(learningRate, t) * decayedSum(directions, momentum, t),
      weight,
    );
  };
}

const falling = cosineDecay({ from: 0.02, steps: 8 });

describeOnBackends('rmsProp', () => {
  it.each([
    { learningRate: 0.01, rho: 0.99, momentum: 0, centered: false, epsilon: 1e-7 },
    { learningRate: 0.01, rho: 0.9, momentum: 0, centered: false, epsilon: 0.5 },
    { learningRate: falling, rho: 0.95, momentum: 0.8, centered: false, epsilon: 1e-3 },
    { learningRate: 0.002, rho: 0.9, momentum: 0, centered: true, epsilon: 1e-7 },
    { learningRate: falling, rho: 0.99, momentum: 0.5, centered: true, epsilon: 0.1 },
  ] satisfies Required<RmsPropOptions>[])('follows the float64 reference with %o', (settings) =>
    expectAsReference(rmsProp(settings), reference(settings)),
  );

  it("has the WGAN paper's rate and PyTorch's decay as defaults", () =>
    expectAsReference(
      rmsProp(),
      reference({ learningRate: 5e-5, rho: 0.99, momentum: 0, centered: false, epsilon: 1e-7 }),
      1e-6,
    ));

  it('agrees with that of tfjs, momentum too, where epsilon is next to nothing', async () => {
    const ours = await weightsAfter(rmsProp({ learningRate: 0.01, rho: 0.9, momentum: 0.5, epsilon: 1e-12 }));
    const theirs = await weightsAfter(fromTfjsOptimizer(tf.train.rmsprop(0.01, 0.9, 0.5, 1e-24)));
    for (const [index, value] of ours.entries())
      expect(Math.abs(value / theirs[index]! - 1)).toBeLessThan(1e-5);
  });

  it('centered, stays finite and right under gradients that hardly change', async () => {
    // The variance is then a small part of the mean square: subtracted in float32, it would be noise or below 0.
    const settings = { learningRate: 1e-5, rho: 0.5, momentum: 0, centered: true, epsilon: 1e-7 };
    const gradients = Array.from({ length: 30 }, (_, step) =>
      fixedGradients[0]!.map(() => 1 + 1e-3 * (step % 2)),
    );
    const values = await weightsAfter(rmsProp(settings), gradients);
    const expected = reference(settings)(
      1,
      gradients.map(([gradient]) => gradient!),
    );
    expect(1 - expected).toBeGreaterThan(0.1);
    expect(Math.abs((1 - values[0]!) / (1 - expected) - 1)).toBeLessThan(1e-3);
  });
});

describe('rmsProp', () => {
  it('refuses settings out of range by name', () => {
    expect(() => rmsProp({ rho: 1 })).toThrow(/^rho: got 1; expected a number in \[0, 1\)/);
    expect(() => rmsProp({ momentum: -0.1 })).toThrow(/^momentum: got -0.1; expected a number in \[0, 1\)/);
    expect(() => rmsProp({ epsilon: 0 })).toThrow(/^epsilon: got 0; expected a positive, finite/);
    expect(() => rmsProp({ centered: 1 as unknown as boolean })).toThrow(
      /^centered: got a number \(1\); expected true or false/,
    );
  });
});
