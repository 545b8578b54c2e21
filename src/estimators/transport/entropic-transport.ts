import type { SampleMatrix } from '../samples/samples';
import { meanOfTerms } from '../statistics/mean-and-variance';
import { annealing } from './annealing';
import type { EntropicTransport, EntropicTransportOptions } from './entropic-transport-options';
import { forQuarters, quarterOfEach } from './quarter';
import { Relaxation } from './relaxation';
import type { SoftMinima } from './soft-minima';
import { softMinimaOf } from './soft-minima-of';
import { diameterCost } from './transport-costs';

/** Tolerance and iterations of each step of the annealing. */
const WARM = { tolerance: 1e-2, iterations: 20 };

/**
 * Entropic optimal transport between two samples by Sinkhorn's iterations on the potentials, in the log domain, with ε
 * annealed from the diameter's cost down (Peyré & Cuturi 2019, "Computational Optimal Transport", §4.4; Feydy 2020, "Geometric
 * Data Analysis, beyond Convolutions"). Of many samples, a quarter is solved first; its potentials, which are functions of all points,
 * then take the place of the annealing, as in multiscale solvers (Schmitzer 2019, "Stabilized Sparse Scaling Algorithms for Entropy
 * Regularized Transport Problems").
 * f(xᵢ) ← −ε log Σⱼ exp((g(yⱼ) − C(xᵢ, yⱼ))/ε)/m, and the same for g.
 *
 * @param p - samples
 * @param q - samples of as many dimensions
 * @param options - how
 * @returns the transport; its cost is the dual objective, below the minimum by at most the marginal error times how far the
 * potentials are off (both shrink together, so most of the time by the square)
 */
export async function entropicTransport(
  p: SampleMatrix,
  q: SampleMatrix,
  options: EntropicTransportOptions,
): Promise<EntropicTransport> {
  const { epsilon, tolerance, iterations, pauses } = options;
  const f = new Float64Array(p.count);
  const g = new Float64Array(q.count);
  const begun = await beginWithQuarters(p, q, f, g, options);
  const minima = await softMinimaOf(p, q, options);
  if (!begun) {
    for (const warmer of annealing(await diameterCost(p, q, options.order, pauses), epsilon))
      await iterate(minima, f, g, { epsilon: warmer, ...WARM });
  }
  const factor = begun?.relaxation;
  const { iteration, marginalError, relaxation } = await iterate(minima, f, g, {
    epsilon,
    tolerance,
    iterations,
    factor,
  });
  return {
    cost: meanOfTerms(f) + meanOfTerms(g),
    potentialsP: f,
    potentialsQ: g,
    iterations: iteration,
    marginalError,
    converged: marginalError <= tolerance,
    relaxation,
  };
}

/** Begins with the potentials of a quarter of the samples, where these are worth it. */
async function beginWithQuarters(
  p: SampleMatrix,
  q: SampleMatrix,
  f: Float64Array,
  g: Float64Array,
  options: EntropicTransportOptions,
): Promise<EntropicTransport | undefined> {
  const [ofP, ofQ] = (await quarterOfEach([p, q], options)) ?? [];
  if (!ofP || !ofQ) return undefined;
  const quarters = await entropicTransport(ofP, ofQ, forQuarters(options));
  if (!quarters.converged) return undefined;
  await (await softMinimaOf(p, ofQ, options)).ofRows(quarters.potentialsQ, f, options.epsilon);
  await (await softMinimaOf(q, ofP, options)).ofRows(quarters.potentialsP, g, options.epsilon);
  return quarters;
}

interface IterationOptions extends Pick<EntropicTransportOptions, 'epsilon' | 'tolerance' | 'iterations'> {
  /** Length of the first steps, as a multiple of Sinkhorn's. */
  readonly factor?: number | undefined;
}

/** Improves the potentials at one ε until the plan's columns are right, or the iterations used up. The last step is plain. */
async function iterate(
  minima: SoftMinima,
  f: Float64Array,
  g: Float64Array,
  { epsilon, tolerance, iterations, factor: first = 1 }: IterationOptions,
): Promise<{ iteration: number; marginalError: number; relaxation: number }> {
  const nextF = new Float64Array(f.length);
  const nextG = new Float64Array(g.length);
  const relaxation = new Relaxation(first);
  let marginalError = Infinity;
  let iteration = 0;
  for (let done = false; iteration < iterations && !done; iteration++) {
    const { factor } = relaxation;
    // Only a plain step makes the rows right, so that the columns alone tell the error: it has to be the last.
    const plain = factor === 1 || marginalError <= tolerance || iteration === iterations - 1;
    await minima.ofRows(g, nextF, epsilon);
    f.set(plain ? nextF : f.map((old, i) => old + factor * (nextF[i]! - old)));
    await minima.ofColumns(f, nextG, epsilon);
    // Column j of the plan of f and g has exp((g − next)/ε)/m.
    marginalError = meanOfTerms(g.map((old, j) => Math.abs(Math.expm1((old - nextG[j]!) / epsilon))));
    done = plain && marginalError <= tolerance;
    g.set(plain ? nextG : g.map((old, j) => old + factor * (nextG[j]! - old)));
    relaxation.observe(marginalError);
  }
  return { iteration, marginalError, relaxation: relaxation.factor };
}
