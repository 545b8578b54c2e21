import { ArgumentError, checkWholeNumber } from '../../errors';
import { checkEstimateOptions, type EstimateOptions, type SampleMatrix } from '../../estimators/parts';

/** Options of metrics by neighbors. */
export interface NeighborMetricOptions extends EstimateOptions {
  /** k: the ball about a sample reaches to its k-th nearest neighbor of the same set. */
  readonly neighbors?: number;
}

/** Checks the options. */
export function checkNeighborOptions(options: NeighborMetricOptions, usual: number) {
  const checked = checkEstimateOptions(options, ['neighbors']);
  const { neighbors = usual } = options;
  checkWholeNumber('neighbors', neighbors, 1);
  return { ...checked, neighbors };
}

/** Refuses too few samples: the jackknife asks for one neighbor more than k, besides the sample itself. */
export function checkEnough(argument: string, { count }: SampleMatrix, neighbors: number): void {
  if (count >= neighbors + 2) return;
  throw new ArgumentError(
    argument,
    `has ${count} ${count === 1 ? 'row' : 'rows'} of features; expected at least ${neighbors + 2} for ${neighbors} neighbors. Draw more samples, or take fewer neighbors.`,
  );
}
