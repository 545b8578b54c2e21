import type { Scalar } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isTensor } from '../../errors';

/** Refuses what isn't a scalar that a gradient can be taken of: a loss or a penalty of a user's own may give anything. */
export function checkScalar(argument: string, what: string, value: Scalar): Scalar {
  if (isTensor(value) && value.rank === 0 && value.dtype === 'float32' && !value.isDisposed) return value;
  throw new ArgumentError(
    argument,
    `${what} gave ${describeValue(value)}; expected a scalar, of float32: use reduction 'mean' or 'sum'.`,
  );
}
