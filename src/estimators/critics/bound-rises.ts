import type { Sides } from '../samples/sides';
import { meanOfValues } from '../statistics/mean-and-variance';
import type { CriticObjective } from './critic-objective';

/**
 * A rise must exceed so many of its own standard errors: over the same samples small steps show soon, but where tails are heavy
 * a critic can gain much on the one or two samples that it guesses right, and lose all on the next that it doesn't.
 */
const ERRORS_TO_RISE = 2;

/**
 * Whether a bound on the same samples has risen beyond its error. For a bound without a limit of its own on what one sample
 * may add, also with one sample more a side, which lies where the critic least expects it: where samples of p lie and none of
 * q, a critic gains at no cost that these samples could show, nor could their standard error.
 *
 * @param objective - whose bound it is
 * @param before - a critic's values on some samples, limited as those that are reported
 * @param now - another one's on the same samples
 */
export async function boundRises(
  objective: CriticObjective,
  before: Sides<Float64Array>,
  now: Sides<Float64Array>,
): Promise<boolean> {
  const terms = ({ p, q }: Sides<Float64Array>) => objective.terms(p, q);
  const { rise, error } = riseOf(await terms(before), await terms(now));
  if (!(rise > ERRORS_TO_RISE * error)) return false;
  if (!objective.limit) return true;
  const unexpected = { p: leastOf(now.q), q: leastOf(now.p.map((value) => -value)) };
  const withOneMore = ({ p, q }: Sides<Float64Array>) =>
    terms({ p: appended(p, q[unexpected.p]!), q: appended(q, p[unexpected.q]!) });
  return riseOf(await withOneMore(before), await withOneMore(now)).rise > 0;
}

/** Rise of a bound on the same samples, and its standard error. */
function riseOf(before: Sides<Float64Array>, now: Sides<Float64Array>): { rise: number; error: number } {
  const p = meanOfValues(now.p.map((term, index) => term - before.p[index]!));
  const q = meanOfValues(now.q.map((term, index) => term - before.q[index]!));
  const rise = p.mean - q.mean;
  if (Number.isFinite(rise)) return { rise, error: Math.sqrt(p.squaredError + q.squaredError) };
  // One of the two overflows: only from such a start is there anything to gain.
  const sum = (terms: Sides<Float64Array>) => meanOfValues(terms.p).mean - meanOfValues(terms.q).mean;
  const gains = Number.isFinite(sum(now)) && !Number.isFinite(sum(before));
  return { rise: gains ? Infinity : -Infinity, error: 0 };
}

/** The index of the least value. */
function leastOf(values: Float64Array): number {
  return values.reduce((least, value, index) => (value < values[least]! ? index : least), 0);
}

function appended(values: Float64Array, last: number): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values);
  longer[values.length] = last;
  return longer;
}
