import * as tf from '@tensorflow/tfjs-core';
import type { LearningRateSchedule, Optimizer } from 'gan-core/optimizers';
import { expect } from 'vitest';

/** Where the weights start: six in a matrix and three in a vector, away from 0, where relative errors mean little. */
export const start: readonly number[] = [1, -2, 0.5, 3, -0.75, 1.1, 4, -1.5, 2.5];

/** The gradients of ten updates, from 1e-3 to 10, of changing signs. */
export const fixedGradients: readonly (readonly number[])[] = Array.from({ length: 10 }, (_, step) =>
  start.map((_, index) => Math.sin((step + 1) * (index + 0.6)) * 10 ** ((index % 5) - 3)),
);

/** The network of these weights. */
export function networkOf(values: readonly number[] = start): tf.Variable[] {
  return tf.tidy(() => [
    tf.variable(tf.tensor2d(values.slice(0, 6), [2, 3])),
    tf.variable(tf.tensor1d(values.slice(6))),
  ]);
}

/** One update by these gradients. */
export function updateBy(optimizer: Optimizer, weights: tf.Variable[], gradient: readonly number[]): void {
  tf.tidy(() => {
    const gradients = [tf.tensor2d(gradient.slice(0, 6), [2, 3]), tf.tensor1d(gradient.slice(6))];
    optimizer.update(weights, gradients);
  });
}

/** All weights in one array. */
export async function valuesOf(weights: readonly tf.Variable[]): Promise<number[]> {
  const values = await Promise.all(weights.map((weight) => weight.data()));
  return values.flatMap((each) => [...each]);
}

/** The weights after an update by each gradient, of an optimizer that it disposes of. */
export async function weightsAfter(
  optimizer: Optimizer,
  gradients: readonly (readonly number[])[] = fixedGradients,
): Promise<number[]> {
  const weights = networkOf();
  for (const gradient of gradients) updateBy(optimizer, weights, gradient);
  const values = await valuesOf(weights);
  optimizer.dispose();
  tf.dispose(weights);
  return values;
}

/** Compares with a float64 reference of each weight: relative errors below `bound`. */
export async function expectAsReference(
  optimizer: Optimizer,
  reference: (weight: number, gradients: readonly number[]) => number,
  bound = 1e-5,
): Promise<void> {
  const values = await weightsAfter(optimizer);
  const expected = start.map((weight, index) =>
    reference(
      weight,
      fixedGradients.map((gradient) => gradient[index]!),
    ),
  );
  for (const [index, value] of values.entries())
    expect(Math.abs(value / expected[index]! - 1), `weight ${index}`).toBeLessThan(bound);
}

/** The rate of an update, of which `update` were made before. */
export function rateOf(learningRate: number | LearningRateSchedule, update: number): number {
  return typeof learningRate === 'number' ? learningRate : learningRate(update);
}

/** Σ decayᵗ⁻ˢ·x_s over s ≤ t: what v ← decay·v + x has made of the values after t, as one sum. */
export function decayedSum(values: readonly number[], decay: number, t: number): number {
  return values.slice(0, t + 1).reduce((sum, value, s) => sum + decay ** (t - s) * value, 0);
}
