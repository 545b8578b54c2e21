import type { Problem } from './problems';
import type { Subject } from './subjects';

/** What one estimator did on one problem with samples of one size, over all seeds. */
export interface Row {
  readonly estimator: string;
  readonly quantity: string;
  readonly problem: string;
  readonly dimension: number;
  readonly count: number;
  readonly seeds: number;
  readonly exact: number;
  /** Mean of the estimates less the exact value. */
  readonly bias: number;
  /** Standard deviation of the estimates. */
  readonly spread: number;
  /** Root of the mean squared standard error that was stated. */
  readonly standardError: number;
  readonly bound: 'lower' | 'upper' | 'none';
  /** The share of seeds whose 95 % interval held the exact value; of a bound, whose interval didn't contradict it. */
  readonly coverage: number;
  /** The share of seeds that came with a warning. */
  readonly warned: number;
  /** Milliseconds, the median. */
  readonly milliseconds: number;
}

/** Runs one estimator over the seeds; undefined where its answer isn't known. */
export async function measure(
  subject: Subject,
  problem: Problem,
  count: number,
  seeds: number,
): Promise<Row | undefined> {
  const exact = subject.exact(problem);
  // Of what lies apart, more samples tell nothing new, and a discriminator that can't fail trains to its last step.
  const most = problem.name === 'disjoint' ? Math.min(subject.most, 1000) : subject.most;
  if (exact === undefined || count > most) return undefined;
  const values: number[] = [];
  const squaredErrors: number[] = [];
  const times: number[] = [];
  let [covered, warned] = [0, 0];
  let bound: Row['bound'] = 'none';
  for (let seed = 1; seed <= seeds; seed++) {
    const [p, q] = [problem.draw('p', count, seed), problem.draw('q', count, seed)];
    const start = performance.now();
    const estimate = await subject.estimate(p, q, seed);
    times.push(performance.now() - start);
    values.push(estimate.value);
    squaredErrors.push(estimate.standardError ** 2);
    bound = estimate.bound;
    const aboveLower = bound === 'upper' || estimate.interval[0] <= exact;
    const belowUpper = bound === 'lower' || estimate.interval[1] >= exact;
    covered += Number(aboveLower && belowUpper);
    warned += Number(estimate.warnings.length > 0);
  }
  const center = mean(values);
  return {
    estimator: subject.name,
    quantity: subject.quantity,
    problem: problem.name,
    dimension: problem.dimension,
    count,
    seeds,
    exact,
    bias: center - exact,
    spread: Math.sqrt((mean(values.map((value) => (value - center) ** 2)) * seeds) / (seeds - 1)),
    standardError: Math.sqrt(mean(squaredErrors)),
    bound,
    coverage: covered / seeds,
    warned: warned / seeds,
    milliseconds: times.sort((a, b) => a - b)[times.length >> 1]!,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
