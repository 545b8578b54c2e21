import type { SampleMatrix } from '../samples/samples';
import { meanOfTerms } from '../statistics/mean-and-variance';
import { annealing } from './annealing';
import type { EntropicTransport, EntropicTransportOptions } from './entropic-transport-options';
import { forQuarters, quarterOfEach } from './quarter';
import { softMinimaOf } from './soft-minima-of';
import { diameterCost } from './transport-costs';

/**
 * The new potential's part in the mean. Near the solution the new one errs by −P times the error of the old one, P the plan's averages
 * over its rows, whose eigenvalues lie in [0, 1]: so 2/3 leaves a third of any part of the error at most, ½ a half.
 */
const STEP = 2 / 3;

/**
 * Entropic transport of a sample onto itself, where both potentials are one: a mean of the old and the new one converges
 * in a few iterations (Feydy et al. 2019, §3, takes equal parts).
 *
 * @param p - samples
 * @param options - how
 * @returns the cost; the two potentials are the same array
 */
export async function entropicSelfTransport(
  p: SampleMatrix,
  options: EntropicTransportOptions,
): Promise<EntropicTransport> {
  const { epsilon, tolerance, iterations, pauses } = options;
  const f = new Float64Array(p.count);
  const next = new Float64Array(p.count);
  const step = (share: number) => f.set(f.map((old, i) => old + share * (next[i]! - old)));
  const isBegun = await beginWithQuarter(p, f, options);
  const minima = await softMinimaOf(p, p, options);
  if (!isBegun) {
    for (const warmer of annealing(await diameterCost(p, p, options.order, pauses), epsilon)) {
      await minima.ofRows(f, next, warmer);
      step(1 / 2);
    }
  }
  let marginalError = Infinity;
  let excess = 0;
  let cost = 0;
  let iteration = 0;
  while (iteration < iterations && marginalError > tolerance) {
    await minima.ofRows(f, next, epsilon);
    marginalError = meanOfTerms(f.map((old, i) => Math.abs(Math.expm1((old - next[i]!) / epsilon))));
    excess = meanOfTerms(f.map((old, i) => Math.expm1((old - next[i]!) / epsilon)));
    // The dual objective: the plan of f and f may have more or less mass than 1.
    cost = 2 * meanOfTerms(f) - epsilon * excess;
    if (marginalError > tolerance) step(STEP);
    iteration++;
  }
  return {
    cost,
    potentialsP: f,
    potentialsQ: f,
    iterations: iteration,
    marginalError,
    converged: marginalError <= tolerance,
    relaxation: 1,
  };
}

/** Begins with the potential of a quarter of the samples, where that is worth it. */
async function beginWithQuarter(
  p: SampleMatrix,
  f: Float64Array,
  options: EntropicTransportOptions,
): Promise<boolean> {
  const [part] = (await quarterOfEach([p], options)) ?? [];
  if (!part) return false;
  const quarter = await entropicSelfTransport(part, forQuarters(options));
  if (!quarter.converged) return false;
  await (await softMinimaOf(p, part, options)).ofRows(quarter.potentialsP, f, options.epsilon);
  return true;
}
