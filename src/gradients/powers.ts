import {
  equal,
  type GradConfig,
  greater,
  log,
  mul,
  onesLike,
  pow,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { summedTo } from './summed-to';

/** pow(a, b): b·a^(b−1) and log(a)·a^b, the latter 0 for a ≤ 0, without a logarithm of what isn't positive. */
export const powerGradients: readonly GradConfig[] = [
  {
    kernelName: 'Pow',
    inputsToSave: ['a', 'b'],
    outputsToSave: [true],
    gradFunc: (dy, [a, b, y]) => ({
      a: () => {
        // With the exponent 0 the slope is 0, at a = 0 too, where 0·a⁻¹ is not a number.
        const slope = where(equal(b!, 0), zerosLike(y!), mul(b!, pow(a!, sub(b!, 1))));
        return summedTo(a!, mul(dy as Tensor, slope));
      },
      b: () => {
        const positive = greater(a!, 0);
        const logarithm = where(positive, log(where(positive, a!, onesLike(a!))), zerosLike(a!));
        return summedTo(b!, mul(dy as Tensor, mul(y!, logarithm)));
      },
    }),
  },
];
