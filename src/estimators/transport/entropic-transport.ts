import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { meanOfTerms } from '../statistics/mean-and-variance';
import { softMinimumOfColumns, softMinimumOfRows } from './soft-minimum';
import { CostRows, diameterCost } from './transport-costs';
import type { TransportOrder } from './transport-on-line';

/** Options of entropic transport's solver. */
export interface EntropicTransportOptions {
  /** The power of the distance that transport pays. */
  readonly order: TransportOrder;
  /** ε, in units of that cost. */
  readonly epsilon: number;
  /** Largest error of the plan's marginal, as twice the total variation. */
  readonly tolerance: number;
  /** Most iterations at ε itself; the annealing before comes on top. */
  readonly iterations: number;
  readonly pauses: Pauses;
}

/** An entropic transport and its dual solution. */
export interface EntropicTransport {
  /** min ⟨C, π⟩ + ε·KL(π‖p ⊗ q), by its dual. */
  readonly cost: number;
  readonly potentialsP: Float64Array;
  readonly potentialsQ: Float64Array;
  readonly iterations: number;
  /** Σⱼ |column j of the plan − 1/m| at the end. */
  readonly marginalError: number;
  readonly converged: boolean;
}

/** Factor of ε from step to step of the annealing. */
const SHRINKAGE = 0.5;
/**
 * Most steps of the annealing. One far outlier makes the diameter's cost any number of times ε; from 2⁵² times on
 * float64 doesn't tell ε beside it, and what is found is not converged, wherever the annealing starts.
 */
const MOST_SHRINKAGES = 64;
/** Tolerance and iterations of each step of the annealing. */
const WARM = { tolerance: 1e-2, iterations: 20 };

/**
 * Entropic optimal transport between two samples by Sinkhorn's iterations on the potentials, in the log domain, with ε
 * annealed from the diameter's cost down (Peyré & Cuturi 2019, "Computational Optimal Transport", §4.4; Feydy 2020, "Geometric
 * Data Analysis, beyond Convolutions"):
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
  const costs = await CostRows.of(p, q, options.order, pauses);
  const f = new Float64Array(p.count);
  const g = new Float64Array(q.count);
  for (const warmer of annealing(await diameterCost(p, q, options.order, pauses), epsilon)) {
    await iterate(costs, f, g, {
      epsilon: warmer,
      tolerance: WARM.tolerance,
      iterations: WARM.iterations,
      pauses,
    });
  }
  const { iteration, marginalError } = await iterate(costs, f, g, { epsilon, tolerance, iterations, pauses });
  return {
    cost: meanOfTerms(f) + meanOfTerms(g),
    potentialsP: f,
    potentialsQ: g,
    iterations: iteration,
    marginalError,
    converged: marginalError <= tolerance,
  };
}

/** Improves the potentials at one ε until the plan's columns are right, or the iterations used up. The last step is plain. */
async function iterate(
  costs: CostRows,
  f: Float64Array,
  g: Float64Array,
  { epsilon, tolerance, iterations, pauses }: Omit<EntropicTransportOptions, 'order'>,
): Promise<{ iteration: number; marginalError: number }> {
  const nextF = new Float64Array(f.length);
  const nextG = new Float64Array(g.length);
  const relaxation = new Relaxation();
  let marginalError = Infinity;
  let iteration = 0;
  for (let done = false; iteration < iterations && !done; iteration++) {
    const { factor } = relaxation;
    // Only a plain step makes the rows right, so that the columns alone tell the error: it has to be the last.
    const plain = factor === 1 || marginalError <= tolerance || iteration === iterations - 1;
    await softMinimumOfRows(costs, g, nextF, epsilon, pauses);
    f.set(plain ? nextF : f.map((old, i) => old + factor * (nextF[i]! - old)));
    await softMinimumOfColumns(costs, f, nextG, epsilon, pauses);
    // Column j of the plan of f and g has exp((g − next)/ε)/m.
    marginalError = meanOfTerms(g.map((old, j) => Math.abs(Math.expm1((old - nextG[j]!) / epsilon))));
    done = plain && marginalError <= tolerance;
    g.set(plain ? nextG : g.map((old, j) => old + factor * (nextG[j]! - old)));
    relaxation.observe(marginalError);
  }
  return { iteration, marginalError };
}

/** After how many iterations the factor is looked at anew. */
const OBSERVED = 8;

/**
 * Length of each step as a multiple of Sinkhorn's: over-relaxation, which takes the root of the number of iterations
 * (Thibault et al. 2021, "Overrelaxed Sinkhorn–Knopp Algorithm for Regularized Optimal Transport"). The best factor for a
 * contraction η of plain steps is 2/(1 + √(1 − η)); η follows from the contraction λ seen at a factor ω by Young's relation
 * (λ + ω − 1)² = λω²η.
 */
class Relaxation {
  factor = 1;
  private count = 0;
  private reference = Infinity;

  observe(error: number): void {
    if (++this.count % OBSERVED !== 0) return;
    const contraction = (error / this.reference) ** (1 / OBSERVED);
    this.reference = error;
    const excess = this.factor - 1;
    if (!(contraction < 1)) this.factor = 1;
    else if (contraction > excess) {
      const plain = (contraction + excess) ** 2 / (contraction * this.factor ** 2);
      this.factor = Math.min(1.95, 2 / (1 + Math.sqrt(Math.max(0, 1 - plain))));
    }
    // At or beyond the best factor the contraction is ω − 1 whatever η is: a smaller factor tells η again.
    else this.factor = 1 + 0.8 * excess;
  }
}

/**
 * Entropic transport of a sample onto itself, where both potentials are one: the mean of the old and the new one converges
 * in a few iterations (Feydy et al. 2019, §3).
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
  const costs = await CostRows.of(p, p, options.order, pauses);
  const f = new Float64Array(p.count);
  const next = new Float64Array(p.count);
  const average = (value: number, i: number) => (value + next[i]!) / 2;
  for (const warmer of annealing(await diameterCost(p, p, options.order, pauses), epsilon)) {
    await softMinimumOfRows(costs, f, next, warmer, pauses);
    f.set(f.map(average));
  }
  let marginalError = Infinity;
  let excess = 0;
  let cost = 0;
  let iteration = 0;
  while (iteration < iterations && marginalError > tolerance) {
    await softMinimumOfRows(costs, f, next, epsilon, pauses);
    marginalError = meanOfTerms(f.map((old, i) => Math.abs(Math.expm1((old - next[i]!) / epsilon))));
    excess = meanOfTerms(f.map((old, i) => Math.expm1((old - next[i]!) / epsilon)));
    // The dual objective: the plan of f and f may have more or less mass than 1.
    cost = 2 * meanOfTerms(f) - epsilon * excess;
    if (marginalError > tolerance) f.set(f.map(average));
    iteration++;
  }
  return {
    cost,
    potentialsP: f,
    potentialsQ: f,
    iterations: iteration,
    marginalError,
    converged: marginalError <= tolerance,
  };
}

function* annealing(from: number, epsilon: number): Generator<number> {
  let warmer = Math.min(from, epsilon / SHRINKAGE ** MOST_SHRINKAGES);
  for (let step = 0; step < MOST_SHRINKAGES && warmer > epsilon; step++, warmer *= SHRINKAGE) yield warmer;
}
