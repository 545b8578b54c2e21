import {
  ArgumentError,
  checkNumber,
  describeNumber,
  describeValue,
  interval,
  refuseUnknownKeys,
} from '../errors';
import { type Estimate, normalInterval } from '../estimators/parts';
import { klDivTerm, neumaierSum } from '../math';

/** Options of {@link klOverModes}. */
export interface KlOverModesOptions {
  /** Confidence level of `interval`, in (0, 1). Default 0.95. */
  readonly confidence?: number;
}

/** Result of {@link klOverModes}. */
export interface KlOverModesEstimate extends Estimate {
  /** The modes reached, and what the bias is about. */
  readonly details: KlOverModesDetails;
}

/** Details of {@link klOverModes}. */
export interface KlOverModesDetails {
  /** Number of modes with at least one sample. */
  readonly modes: number;
  /** Number of samples in each mode. */
  readonly samplesPerMode: readonly number[];
  /** Bias of the value, which lies above the true divergence on average by about so much: (modes − 1)/(2n) of n samples (Miller & Madow 1955). */
  readonly bias: number;
}

/** The bias is warned of from this share of the value on. */
const LARGE_BIAS = 0.1;
/** Most modes: so many counts take 80 MB. */
const MOST_MODES = 1e7;

/**
 * Estimates KL(generated‖reference) = Σ p̂ log(p̂/q) over modes, where p̂ is the histogram of the modes that a classifier finds
 * generated samples in, and q the reference; and counts the modes reached.
 *
 * The protocol of VEEGAN and PacGAN for stacked digits: three digits, one in each color, are a mode of 1,000; a classifier of
 * single digits labels each color, 26,000 samples are labeled, and q is uniform. KL is 0 for an even spread over all modes,
 * log(1000/m) for one over m of them. The generated distribution comes first, as there: modes that are missed cost as much as the others
 * get too much, never infinity. In nats, ≥ 0.
 *
 * A classifier puts junk into some mode too: this tells nothing of quality. See {@link modeCoverage} where centers are known.
 *
 * The value is too large on average, by about (modes − 1)/(2n), `details.bias`: 0.019 of 1,000 modes and 26,000 samples. `bound` is
 * therefore `'upper'`, and the interval is for the value's expectation. Compare values at the same number of samples.
 *
 * Standard error: the delete-one jackknife, on average not too small (Efron & Stein 1981); where generated and reference are
 * equal, √2 too large. The classifier's mistakes aren't in it.
 *
 * In one piece: an addition a sample and some a mode.
 *
 * Source: Srivastava et al. 2017, "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning", §4.2; Lin et al.
 * 2018, "PacGAN: The power of two samples in generative adversarial networks", §4.2; the bias: Miller 1955, "Note on the bias of
 * information estimates".
 *
 * @param labels - the mode of each generated sample, from 0 on: of a tensor of logits, `await tf.argMax(logits, 1).data()`; of three
 * digits a, b and c, 100a + 10b + c. At least 2
 * @param reference - the number of modes, all equally likely; or each mode's probability
 * @param options - `confidence`
 * @returns the estimate; in `sampleSizes`, p are the generated samples
 * @throws ArgumentError for labels that aren't modes, a reference that isn't a distribution or is 0 where samples fall, or a wrong option
 *
 * @example
 * ```ts
 * import { klOverModes } from 'gan-core/metrics';
 * // Four samples in two of four modes: log(4/2).
 * const { value, details } = klOverModes([0, 0, 3, 3], 4);
 * console.log(value.toFixed(6), details.modes); // → 0.693147 2
 * ```
 */
export function klOverModes(
  labels: ArrayLike<number>,
  reference: number | ArrayLike<number>,
  options: KlOverModesOptions = {},
): KlOverModesEstimate {
  refuseUnknownKeys(options, ['confidence']);
  const { confidence = 0.95 } = options;
  checkNumber('confidence', confidence, interval('(0, 1)'), ', such as 0.95');
  const expected = readReference(reference);
  const counts = countLabels(labels, expected);
  const count = labels.length;
  const value = klOf(counts, expected, count);
  const standardError = jackknifeError(counts, expected);
  const [lower, upper] = normalInterval(value, standardError, confidence);
  const modes = counts.reduce((sum, each) => sum + Number(each > 0), 0);
  const bias = (modes - 1) / (2 * count);
  return {
    value,
    standardError,
    interval: [Math.max(lower, 0), upper],
    unit: 'nats',
    bound: 'upper',
    estimator: 'KL over modes',
    sampleSizes: { p: count, q: 0 },
    converged: true,
    warnings:
      bias > Math.max(LARGE_BIAS * value, standardError)
        ? [
            `${count} samples in ${modes} modes: on average the value is too large by about ${bias.toPrecision(2)}. Draw more, or compare with others of as many samples only.`,
          ]
        : [],
    details: { modes, samplesPerMode: Array.from(counts), bias },
  };
}

function klOf(counts: Float64Array, reference: Float64Array, count: number): number {
  // Σ p log(p/q) − p + q: what is added is 0 in all, and no term is negative.
  return neumaierSum(counts.length, (mode) => klDivTerm(counts[mode]! / count, reference[mode]!));
}

/**
 * The jackknife over samples, of which all in one mode give the same: with one sample less n·KL = Σ c log c − n log n − Σ c log q
 * changes in one term alone.
 */
function jackknifeError(counts: Float64Array, reference: Float64Array): number {
  const count = counts.reduce((sum, each) => sum + each, 0);
  const times = (amount: number) => (amount > 0 ? amount * Math.log(amount) : 0);
  // (n − 1)·KL without a sample of the mode, less what is the same for all modes.
  const without = (mode: number) =>
    times(counts[mode]! - 1) - times(counts[mode]!) + Math.log(reference[mode]!);
  const sumOf = (term: (mode: number) => number) =>
    neumaierSum(counts.length, (mode) => (counts[mode] === 0 ? 0 : counts[mode]! * term(mode)));
  const mean = sumOf(without) / count;
  const variance = sumOf((mode) => (without(mode) - mean) ** 2) / count;
  return Math.sqrt(variance / (count - 1));
}

/** The reference as probabilities, above 0 or not. */
function readReference(reference: unknown): Float64Array {
  if (typeof reference === 'number') {
    if (Number.isInteger(reference) && reference >= 1 && reference <= MOST_MODES)
      return new Float64Array(reference).fill(1 / reference);
    throw new ArgumentError(
      'reference',
      `got ${describeNumber(reference)}; expected a whole number of modes from 1 to ${MOST_MODES}, or an array of probabilities.`,
    );
  }
  const probabilities = numbersOf(
    'reference',
    reference,
    'the number of modes, or an array of probabilities',
  );
  for (let mode = 0; mode < probabilities.length; mode++) {
    const probability: unknown = probabilities[mode];
    if (typeof probability !== 'number' || !(probability >= 0 && probability <= 1 + 1e-6))
      throw new ArgumentError(
        'reference',
        `entry ${mode} is ${describeNumber(probability)}; expected a probability from 0 to 1. Divide counts by their sum.`,
      );
  }
  const sum = neumaierSum(probabilities.length, (mode) => probabilities[mode]!);
  if (!(Math.abs(sum - 1) <= 1e-6))
    throw new ArgumentError(
      'reference',
      `its entries sum to ${sum}; expected 1 within 0.000001. Divide each by the sum.`,
    );
  return Float64Array.from(probabilities);
}

function countLabels(labels: unknown, reference: Float64Array): Float64Array {
  const list = numbersOf('labels', labels, 'an array of whole numbers, the mode of each sample');
  if (list.length < 2)
    throw new ArgumentError('labels', `has ${list.length}; expected at least 2, one for each sample.`);
  const counts = new Float64Array(reference.length);
  for (let index = 0; index < list.length; index++) {
    const label: unknown = list[index];
    if (!(typeof label === 'number' && Number.isInteger(label) && label >= 0 && label < counts.length))
      throw new ArgumentError(
        'labels',
        `entry ${index} is ${describeNumber(label)}; expected a whole number from 0 to ${counts.length - 1}, as \`reference\` has ${counts.length} modes.`,
      );
    if (reference[label] === 0)
      throw new ArgumentError(
        'reference',
        `has 0 for mode ${label}, in which sample ${index} lies; expected more, as KL is infinite otherwise. Count real samples until each mode has some.`,
      );
    counts[label]!++;
  }
  return counts;
}

function numbersOf(argument: string, value: unknown, expected: string): ArrayLike<number> {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value))
    return value as ArrayLike<number>;
  throw new ArgumentError(
    argument,
    `got ${describeValue(value)}; expected ${expected}. Of a tensor, pass \`await tensor.data()\`.`,
  );
}
