import { ArgumentError, describeNumber, describeValue } from '../../errors';
import { inBlocks, type Pauses } from '../../scheduling';

/**
 * Reads and checks the log-densities that a density of the user's own gave for many points, in float64.
 *
 * @param values - one log-density a point
 * @param count - how many points it was asked for
 * @param pauses - taken now and then
 * @param argument - what gave them
 * @throws ArgumentError naming `argument` if there isn't one a point, or one is NaN, +Infinity or no number
 */
export async function readLogDensities(
  values: unknown,
  count: number,
  pauses: Pauses,
  argument = 'logDensities',
): Promise<Float64Array> {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values);
  if (!isList || values.length !== count) {
    throw new ArgumentError(
      argument,
      `gave ${isList ? `${values.length} numbers` : describeValue(values)} for ${count} points; expected one number each, as logDensity gives.`,
    );
  }
  const list = values as ArrayLike<unknown>;
  const densities = new Float64Array(count);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) densities[index] = readLogDensity(list[index], argument);
  });
  return densities;
}

/**
 * A log-density as it came: an array of float64 would take null for 0 and '3' for 3, and a mean of NaN tells nothing.
 *
 * @param value - what came
 * @param argument - what gave it
 * @throws ArgumentError naming `argument`
 */
export function readLogDensity(value: unknown, argument = 'logDensity'): number {
  if (typeof value === 'number' && value < Infinity) return value;
  const expected = 'a number, or -Infinity where there is no mass. Look for a logarithm of a negative number';
  throw new ArgumentError(
    argument,
    `gave ${describeNumber(value)} for a point; expected ${expected}, a division by 0, or a missing return.`,
  );
}
