import { add, mul, sub, type Tensor } from '@tensorflow/tfjs-core';

/** β·old + (1 − β)·now with `rate` 1 − β, written so that it costs one multiplication; the first old one is 0. */
export function movingAverage(old: Tensor | undefined, now: Tensor, rate: number): Tensor {
  return old ? add(old, mul(sub(now, old), rate)) : mul(now, rate);
}
