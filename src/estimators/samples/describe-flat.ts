import { isConstant } from './moments';
import type { SampleMatrix } from './samples';

/**
 * Says how samples are flat: for a message that begins with the coordinate.
 *
 * @param samples - finite ones
 * @param axis - a coordinate that tells nothing beside those before it
 * @returns `'is constant'`, or that it may also be a linear combination of those before it: of the first there are none
 */
export function describeFlat(samples: SampleMatrix, axis: number): string {
  if (axis === 0 || isConstant(samples, axis)) return 'is constant';
  return 'is constant or a linear combination of those before it';
}
