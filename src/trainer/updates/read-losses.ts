import { stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { NamedMeans } from '../report/named-means';
import { notFinite, stateName } from '../report/not-finite';
import { sumOfMeans } from '../report/running-mean';

/** Means of losses since the last report, as numbers. */
export interface LossReading {
  readonly losses: Readonly<Record<string, number>>;
  /** Names of the losses and the state, where they aren't finite. */
  readonly notFinite: readonly string[];
}

/**
 * Reads the means of a game's losses in one go, and starts them over.
 *
 * @param state - tensors that must be finite: the weights, and what the optimizers keep
 */
export async function readLosses(means: NamedMeans, state: readonly Tensor[]): Promise<LossReading> {
  const names = means.names();
  const numbers = tidy(() => stack([sumOfMeans(state), ...names.map((name) => means.mean(name))]));
  means.clear();
  const values = await numbers.data<'float32'>();
  numbers.dispose();
  const losses = Object.fromEntries(names.map((name, index) => [name, values[index + 1]!]));
  const named = Object.fromEntries(names.map((name) => [`the loss '${name}'`, losses[name]!]));
  return { losses, notFinite: notFinite({ ...named, [stateName]: values[0]! }) };
}
