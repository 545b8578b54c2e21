import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Pauses } from '../../scheduling';

/**
 * Computes one number for each of many on tfjs's backend, part by part, with pauses between.
 *
 * @param values - the numbers
 * @param size - of a part: what takes a few milliseconds
 * @param pauses - taken between parts
 * @param op - what to compute of a part, in a tidy; as many numbers
 * @returns what it gave, in float64
 */
export async function valuesInParts(
  values: Float64Array,
  size: number,
  pauses: Pauses,
  op: (part: Float64Array) => Tensor,
): Promise<Float64Array> {
  const results = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += size) {
    if (pauses.due()) await pauses.take();
    // A copy, by reference: a formula of a user's own may give a tensor that it keeps.
    const result = tidy(() => clone(op(values.subarray(from, from + size))));
    try {
      results.set(await result.data(), from);
    } finally {
      result.dispose();
    }
  }
  return results;
}
