import { ArgumentError, describeNumber, describeValue } from '../../errors';
import { neumaierSum } from '../../math';

/** Largest distance of a sum of probabilities from 1: room for numbers that passed through float32, none for a mistake. */
const SUM_TOLERANCE = 1e-6;

/**
 * Refuses anything but two discrete distributions over the same outcomes: of one length, at least one entry, every entry
 * in [0, 1] and the sum 1 within 1e-6. Nothing is renormalized, here or later.
 *
 * @param p - the first distribution
 * @param q - the second distribution
 * @throws ArgumentError naming `p` or `q`
 */
export function requireDistributionPair(p: ArrayLike<number>, q: ArrayLike<number>): void {
  requireDistribution('p', p);
  requireDistribution('q', q);
  requireSameLength(p, 'q', q);
}

/**
 * Refuses a list that hasn't one entry for each of p's.
 *
 * @param p - the list that sets the length
 * @param argument - the name of the other one
 * @param other - the other one
 * @throws ArgumentError naming `argument`
 */
export function requireSameLength(p: ArrayLike<number>, argument: string, other: ArrayLike<number>): void {
  if (other.length === p.length) return;
  throw new ArgumentError(
    argument,
    `has ${other.length} entries where p has ${p.length}; expected one for each of the same outcomes. Put a 0 where an outcome can't occur.`,
  );
}

/**
 * Refuses what isn't a non-empty array, typed or plain.
 *
 * @param argument - its name
 * @param value - what came
 * @throws ArgumentError naming `argument`
 */
export function requireNumberList(argument: string, value: unknown): asserts value is ArrayLike<number> {
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && 'length' in value)) {
    throw new ArgumentError(
      argument,
      `got ${describeValue(value)}; expected an array of numbers. Of a tensor, pass \`await tensor.data()\`.`,
    );
  }
  if (value.length === 0) {
    throw new ArgumentError(
      argument,
      'got an empty array; expected at least one number, one for each outcome.',
    );
  }
}

function requireDistribution(argument: string, value: ArrayLike<number>): void {
  requireNumberList(argument, value);
  for (let index = 0; index < value.length; index++) {
    const entry: unknown = value[index];
    if (typeof entry !== 'number' || !(entry >= 0 && entry <= 1 + SUM_TOLERANCE)) {
      throw new ArgumentError(
        argument,
        `entry ${index} is ${describeNumber(entry)}; expected a probability from 0 to 1. Divide counts by their sum; apply softmax to logits.`,
      );
    }
  }
  const sum = neumaierSum(value.length, (index) => value[index]!);
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
    throw new ArgumentError(
      argument,
      `its entries sum to ${sum}; expected 1 within ${SUM_TOLERANCE}. Nothing is renormalized for you: divide each entry by the sum.`,
    );
  }
}
