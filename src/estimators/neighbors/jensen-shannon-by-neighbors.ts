import { softplus } from '../../math';
import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions, SampleSizes } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { checkHeldOutFraction } from '../samples/check-held-out-fraction';
import { copyWarnings, sidesCopies } from '../samples/copies';
import { orderStatistic } from '../samples/order-statistic';
import { readSamplePair, type SampleMatrix, type Samples } from '../samples/samples';
import type { Sides } from '../samples/sides';
import { splitInTwo } from '../samples/split';
import { standardize, standardizeSides } from '../samples/standardization';
import { meanOfValues } from '../statistics/mean-and-variance';
import { normalInterval } from '../statistics/normal-interval';
import { jensenShannonWarnings } from './jensen-shannon-warnings';
import { FEWEST_KEPT, firstOf, fitNeighborDiscriminator } from './neighbor-discriminator';

/** The settings of {@link estimateJensenShannonByNeighbors}. */
export interface JensenShannonByNeighborsOptions extends EstimateOptions {
  /** The fraction of each side's samples that is measured on; the rest are the discriminator's. In (0, 1). Default 0.25. */
  readonly heldOutFraction?: number;
}

/** A Jensen–Shannon estimate with its learning curve. */
export interface JensenShannonByNeighborsEstimate extends Estimate {
  /** Readings with fewer and with ever more samples, and the numbers of samples. */
  readonly details: JensenShannonByNeighborsDetails;
}

/** Details of {@link estimateJensenShannonByNeighbors}: how the reading depends on the discriminator's number of samples. */
export interface JensenShannonByNeighborsDetails {
  /** The reading of a discriminator that has half of the samples, on the same held-out ones. */
  readonly valueOfHalf: number;
  /** Limit of the reading with ever more samples, if what it lacks shrinks as n^(−1/4). */
  readonly extrapolated: number;
  /** Number of samples of each side that the discriminator has. */
  readonly kept: SampleSizes;
}

/** Ratio of what is lacking with n samples to what these bring beyond n/2, if the first shrinks as n^(−1/4). */
const LACKING = 1 / (2 ** (1 / 4) - 1);
const SMALLEST_SAMPLE = 2 * FEWEST_KEPT + 4;

/**
 * The Jensen–Shannon divergence between two sets of samples of few dimensions, by a discriminator that looks at nearest
 * neighbors: JS(p, q) ≥ (V(D) + 2 log 2)/2, equal for the optimal D = p/(p + q).
 *
 * A part of the samples is held out. At each of these the discriminator compares the distances to the k-th nearest of the
 * other samples of p and of q, for k = 2, 4, … 64, which a logistic regression weighs. So it sees structure as fine as the
 * samples lie, where a network of a few hundred weights sees none, and needs no training. In nats, not clamped below.
 *
 * The value is a **lower bound** in expectation, whatever the discriminator has failed to learn. The interval is to hold JS
 * itself. Below it ends at the bound less its error, both with one more mistake on either side than was seen. Above it ends
 * where the bound would go with ever more samples, plus the error of that, but not above log 2. That is read off a
 * discriminator with half of the samples: what is lacking is taken to shrink as n^(−1/4), which is slow: so it does where
 * samples lie on threads, or in many dimensions. It is an extrapolation, no theorem; where densities are smooth the upper end
 * is generous.
 *
 * A warning says where fewer than ten samples a side are kept for each coefficient of the regression, the rule of thumb of
 * Peduzzi et al. 1996: it is then fitted to chance, and its bound may lie far below 0.
 *
 * For up to 8 dimensions; beyond, neighbors are all about as far and the bound is loose. For independent samples of
 * densities: copies of one sample stay on one side of the split, but count as draws of their own (a warning says so). Rounded samples that repeat
 * by chance, as often across the sides as within them, are split as they come.
 *
 * The work: searches as in `estimateKlByNeighbors`, for held-out samples and at most 3,000 kept ones a side, twice over.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", theorem 1, with nearest-neighbor density ratios (Noshad et
 * al. 2017, "Direct Estimation of Information Divergence Using Nearest Neighbor Ratios") over several k.
 *
 * @param p - samples of p, at least 20
 * @param q - samples of q, at least 20, of one space with p's
 * @param options - `heldOutFraction`, `seed`, `signal`, `confidence`
 * @returns the lower bound in nats; `sampleSizes` counts the held-out samples
 * @throws ArgumentError for samples or options that can't be used
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateJensenShannonByNeighbors } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await estimateJensenShannonByNeighbors(draw(0), draw(20));
 * // The two share next to nothing: log 2.
 * console.log(value.toFixed(2)); // → 0.69
 * ```
 */
export async function estimateJensenShannonByNeighbors(
  p: Samples,
  q: Samples,
  options: JensenShannonByNeighborsOptions = {},
): Promise<JensenShannonByNeighborsEstimate> {
  const { seed, signal, confidence } = checkEstimateOptions(options, ['heldOutFraction']);
  const { heldOutFraction: fraction = 0.25 } = options;
  checkHeldOutFraction(fraction);
  const pauses = createPauses(signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SAMPLE, signal);
  const copies = await sidesCopies(samples, pauses);
  const { kept, heldOut } = await split(samples, copies, fraction, seed, pauses);
  const halves = { p: firstOf(kept.p, kept.p.count >> 1), q: firstOf(kept.q, kept.q.count >> 1) };

  const discriminator = await fitNeighborDiscriminator(kept, pauses);
  const whole = await termsOf(discriminator, heldOut);
  const half = await termsOf(await fitNeighborDiscriminator(halves, pauses), heldOut);
  const { value, standardError } = boundOf(whole.terms);
  const beyond = boundOf(combine(whole.terms, half.terms, LACKING));
  const [, upperOfBound] = normalInterval(value, standardError, confidence);
  const doubted = boundOf(await withOneMistake(whole.terms, pauses));
  const [lower] = normalInterval(Math.min(value, doubted.value), doubted.standardError, confidence);
  const [, upperBeyond] = normalInterval(beyond.value, beyond.standardError, confidence);
  // JS lies in [0, log 2]: the interval must not end below or above that.
  const upper = Math.min(Math.max(upperBeyond, upperOfBound, 0), Math.LN2);
  return {
    value,
    standardError,
    interval: [Math.min(lower, upper), upper],
    unit: 'nats',
    bound: 'lower',
    estimator: 'Jensen–Shannon by neighbors',
    sampleSizes: { p: heldOut.p.count, q: heldOut.q.count },
    converged: true,
    warnings: jensenShannonWarnings({
      kept,
      heldOut,
      coefficients: discriminator.coefficients,
      ofRepeated: copyWarnings(copies),
      ...whole,
    }),
    details: {
      valueOfHalf: boundOf(half.terms).value,
      extrapolated: beyond.value,
      kept: { p: kept.p.count, q: kept.q.count },
    },
  };
}

/** Holds a part of either side out, and standardizes both by what is kept. */
async function split(
  samples: Sides<SampleMatrix>,
  copies: Sides<Int32Array>,
  fraction: number,
  seed: number,
  pauses: Pauses,
) {
  const random = createRandom(seed);
  // What is kept must be enough for a half of it to find neighbors.
  const part = (side: 'p' | 'q') => {
    const most = 1 - (2 * FEWEST_KEPT) / samples[side].count;
    return splitInTwo(side, samples[side], Math.min(fraction, most), random.fork(), copies[side], pauses);
  };
  const [p, q] = [await part('p'), await part('q')];
  const { standardization, ...kept } = await standardizeSides(p.train, q.train, pauses);
  const heldOut = {
    p: await standardize(standardization, p.heldOut, pauses),
    q: await standardize(standardization, q.heldOut, pauses),
  };
  return { kept, heldOut };
}

/** Computes each held-out sample's contribution to log 2 − JS: softplus(∓logit)/2, whose means are summed. */
async function termsOf(
  discriminator: Awaited<ReturnType<typeof fitNeighborDiscriminator>>,
  heldOut: Sides<SampleMatrix>,
): Promise<{ terms: Sides<Float64Array>; copies: number }> {
  const [p, q] = [await discriminator.evaluate(heldOut.p), await discriminator.evaluate(heldOut.q)];
  return {
    terms: {
      p: p.logits.map((logit) => softplus(-logit) / 2),
      q: q.logits.map((logit) => softplus(logit) / 2),
    },
    copies: p.copies + q.copies,
  };
}

/** The terms of whole + factor·(whole − half), sample by sample: their errors are then known together. */
function combine(whole: Sides<Float64Array>, half: Sides<Float64Array>, factor: number): Sides<Float64Array> {
  const side = (name: 'p' | 'q') =>
    whole[name].map((term, index) => term + factor * (term - half[name][index]!));
  return { p: side('p'), q: side('q') };
}

function boundOf({ p, q }: Sides<Float64Array>): { value: number; standardError: number } {
  const [onP, onQ] = [meanOfValues(p), meanOfValues(q)];
  return {
    value: Math.LN2 - onP.mean - onQ.mean,
    standardError: Math.sqrt(onP.squaredError + onQ.squaredError),
  };
}

/**
 * Adds a term to each side: that of a sample misclassified by the median sample's logit, its sign reversed. Where p and q
 * hardly overlap, the few samples that lie there decide; that none was drawn says no more than that they are rarer than one in
 * n.
 */
async function withOneMistake({ p, q }: Sides<Float64Array>, pauses: Pauses): Promise<Sides<Float64Array>> {
  // A term is softplus(−s)/2 for a sample that is classified right by a logit of size s; misclassified it is softplus(s)/2.
  const mistake = async (terms: Float64Array) => {
    const typical = await orderStatistic(terms.slice(), terms.length >> 1, pauses);
    return -Math.log(-Math.expm1(-2 * Math.max(typical, Number.MIN_VALUE))) / 2;
  };
  const side = async (terms: Float64Array) => {
    const longer = new Float64Array(terms.length + 1);
    longer.set(terms);
    longer[terms.length] = await mistake(terms);
    return longer;
  };
  return { p: await side(p), q: await side(q) };
}
