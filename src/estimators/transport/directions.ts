import { euclideanLength } from '../../math';
import type { Random } from '../../random';
import { inBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';

/** Normal vectors brought to length 1: uniform on the sphere. */
export async function drawDirections(
  count: number,
  dimension: number,
  random: Random,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const values = new Float64Array(count * dimension);
  await inBlocks(values.length, 8, pauses, (from, to) => {
    for (let at = from; at < to; at++) values[at] = random.normal();
  });
  for (let offset = 0; offset < values.length; offset += dimension) {
    if (pauses.due()) await pauses.take();
    const direction = values.subarray(offset, offset + dimension);
    const length = euclideanLength(direction.length, (axis) => direction[axis]!);
    direction.forEach((value, axis) => {
      direction[axis] = value / length;
    });
  }
  return { values, count, dimension };
}
