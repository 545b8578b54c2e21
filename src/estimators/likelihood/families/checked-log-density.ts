import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue, isGanCoreError, isTensor } from '../../../errors';
import type { LogDensityOfTensors } from './evaluate-log-density';

/** The user's formula with a look at what it gives; tfjs's own refusals within it name nothing. */
export function checkedLogDensity(logDensity: LogDensityOfTensors): LogDensityOfTensors {
  return (points, parameters) => {
    const count = points.shape[0]!;
    let density: Tensor;
    try {
      density = logDensity(points, parameters);
    } catch (cause) {
      if (isGanCoreError(cause)) throw cause;
      const text = cause instanceof Error ? cause.message : String(cause);
      const problem = `failed for ${count} points and the parameters ${Object.keys(parameters).join(', ')}. (${text})`;
      throw new ArgumentError('logDensity', problem, { cause });
    }
    if (isTensor(density) && density.dtype === 'float32' && !density.isDisposed && density.size === count)
      return density;
    const came =
      isTensor(density) && !density.isDisposed ? `shape [${density.shape}]` : describeValue(density);
    throw new ArgumentError(
      'logDensity',
      `gave ${came} for ${count} points; expected [${count}]: one number a point. Sum over the coordinates.`,
    );
  };
}
