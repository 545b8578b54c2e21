import { Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkWholeNumber,
  describeValue,
  refuseUnknownKeys,
  refuseUnless,
} from '../../errors';
import { type Condition, conditionTensors } from '../../tfjs';

/** Sources of the generator's samples. */
export interface SampleOptions {
  /** The same seed gives the same noise each time; without it every call draws new noise. */
  readonly seed?: number;
  /** The noise itself, `[count, ...latent]`, in place of drawn noise; it stays yours. */
  readonly latent?: Tensor;
  /** Condition of the samples, where the data have one: batch first, with an entry for each; it stays yours. */
  readonly condition?: Condition;
  /** The generator's weights: their average, where `generatorEma` keeps one (the default), or as training has them now. */
  readonly weights?: 'average' | 'current';
}

/**
 * Refuses options that no samples could be drawn by.
 *
 * @returns a copy, with each option read once
 */
export function checkSampleOptions(count: number, options: SampleOptions) {
  checkWholeNumber('count', count, 1);
  refuseUnknownKeys(options, ['seed', 'latent', 'condition', 'weights']);
  const { seed, latent, condition, weights } = options;
  const isKnown = weights === undefined || weights === 'average' || weights === 'current';
  refuseUnless(isKnown, 'weights', weights, "'average' or 'current'");
  const tensors: readonly unknown[] = conditionTensors(condition);
  for (const each of condition !== undefined && tensors.length === 0 ? [condition] : tensors) {
    const isFine = each instanceof Tensor && !each.isDisposed && each.shape[0] === count;
    if (isFine) continue;
    throw new ArgumentError(
      'condition',
      `got ${describeValue(each)}; expected a tensor, or several, with an entry for each of the ${count} samples.`,
    );
  }
  return { seed, latent, condition, weights };
}

/**
 * Refuses averaged weights where none are kept.
 *
 * @param weights - the weights that were asked for
 * @param averages - the trainer's options of its averages, if it keeps any
 * @param option - the name of that option
 */
export function refuseNoAverages(weights: SampleOptions['weights'], averages: unknown, option: string): void {
  if (weights !== 'average' || averages !== undefined) return;
  const expected = `expected the option ${option} to keep them, or weights: 'current'`;
  throw new ArgumentError('weights', `is 'average', and no averages are kept: ${expected}.`);
}
