import { keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type Random, withSeededMathRandom } from '../../random';
import { stopGradient } from '../../tfjs';

/** Copies a tensor for the report: the copy outlives the step. */
export type KeepCopy = <T extends Tensor>(tensor: T) => T;

/** Runs one step in the run's randomness, and frees all that it makes but the copies; where it fails, these too. */
export function takeStep<R>(work: (keepCopy: KeepCopy) => R, random: Random): R {
  const kept: Tensor[] = [];
  const keepCopy: KeepCopy = (tensor) => {
    // By reference and beside the tape: what a network, a loss or a term keeps for itself stays the user's.
    const own = keep(stopGradient(tensor));
    kept.push(own);
    return own;
  };
  try {
    let result: R | undefined;
    withSeededMathRandom(random, () =>
      tidy(() => {
        result = work(keepCopy);
      }),
    );
    return result!;
  } catch (error) {
    for (const tensor of kept) tensor.dispose();
    throw error;
  }
}
