import { ArgumentError } from '../../errors';
import { inBlocks, type Pauses } from '../../scheduling';

/** Squares of squared distances, which errors are made of, stay within float64 for samples between these. */
const MOST = 1e70;
const LEAST = 1e-60;

/**
 * Refuses samples so large or so small that squares of their squares overflow or vanish: distances, variances and their errors
 * would be infinite, 0 or NaN.
 *
 * @param argument - their name
 * @param samples - finite ones
 * @param pauses - taken now and then
 * @throws ArgumentError naming `argument`
 */
export async function checkMagnitude(
  argument: string,
  { values, dimension }: { readonly values: Float64Array; readonly dimension: number },
  pauses: Pauses,
): Promise<void> {
  let largest = 0;
  const look = (at: number) => {
    const size = Math.abs(values[at]!);
    if (size > largest) largest = size;
    if (size > MOST) {
      throw new ArgumentError(
        argument,
        `sample ${Math.floor(at / dimension)} holds ${values[at]}; expected values up to ±${MOST}, as float64 must hold their squares' squares. Leave it out if it went wrong, or divide all samples by one number.`,
      );
    }
  };
  await inBlocks(values.length, 1, pauses, (from, to) => {
    for (let at = from; at < to; at++) look(at);
  });
  if (largest === 0 || largest >= LEAST) return;
  throw new ArgumentError(
    argument,
    `its largest value is ${largest}; expected one of ${LEAST} at least, as float64 must hold their squares' squares. Multiply all samples by one number.`,
  );
}
