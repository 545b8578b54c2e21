import { abs, add, fill, less, lessEqual, mul, type Tensor, tensor1d, where } from '@tensorflow/tfjs-core';
import type { FDivergence } from '../../losses';
import type { Pauses } from '../../scheduling';
import { valuesInParts } from './values-in-parts';

/** Bound that log-ratios are clipped to: e^±40 squared is still a float32. */
const LARGEST_LOG_RATIO = 40;
/** Start of the search for v, and the number of its halvings: float32 has no digit more. */
const LARGEST_VALUE = 100;
const HALVINGS = 32;
/** Number of values at once: each halving takes half a dozen operations, twice over. */
const PART = 2048;

/**
 * The critic outputs v that are best for an f-divergence where log p/q is known: g(v) = f′(p/q), solved for v by bisection,
 * many samples at once. Where g is flat in float32, as at the ends of a bounded domain, the v nearest to 0.
 *
 * @param divergence - with its g and f′
 * @param logRatios - log p/q, taken as ±40 beyond
 * @param pauses - taken between parts of the samples
 * @returns v for each
 */
export async function bestCriticValues(
  divergence: FDivergence,
  logRatios: Float64Array,
  pauses: Pauses,
): Promise<Float64Array> {
  const { min, max } = Math;
  return valuesInParts(logRatios, PART, pauses, (part) => {
    const target = tensor1d(
      Float32Array.from(part, (logRatio) =>
        divergence.derivative(Math.exp(min(max(logRatio, -LARGEST_LOG_RATIO), LARGEST_LOG_RATIO))),
      ),
    );
    const smallest = bisect(part.length, (v) => less(divergence.outputActivation(v), target));
    const largest = bisect(part.length, (v) => lessEqual(divergence.outputActivation(v), target));
    return where(less(abs(smallest), abs(largest)), smallest, largest);
  });
}

/** The v up to which `isBelow`, element by element. */
function bisect(count: number, isBelow: (v: Tensor) => Tensor): Tensor {
  let lower: Tensor = fill([count], -LARGEST_VALUE);
  let upper: Tensor = fill([count], LARGEST_VALUE);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = mul(add(lower, upper), 0.5);
    const below = isBelow(middle);
    lower = where(below, middle, lower);
    upper = where(below, upper, middle);
  }
  return mul(add(lower, upper), 0.5);
}
