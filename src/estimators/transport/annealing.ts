/** Factor of ε from step to step of the annealing. */
const SHRINKAGE = 0.5;
/**
 * Most steps of the annealing. One far outlier makes the diameter's cost any number of times ε; from 2⁵² times on
 * float64 doesn't tell ε beside it, and what is found is not converged, wherever the annealing starts.
 */
const MOST_SHRINKAGES = 64;

/** The values of ε before the one that is wanted, the largest first. */
export function* annealing(from: number, epsilon: number): Generator<number> {
  let warmer = Math.min(from, epsilon / SHRINKAGE ** MOST_SHRINKAGES);
  for (let step = 0; step < MOST_SHRINKAGES && warmer > epsilon; step++, warmer *= SHRINKAGE) yield warmer;
}
