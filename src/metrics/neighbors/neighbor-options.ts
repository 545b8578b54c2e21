import { checkWholeNumber } from '../../errors';
import { checkEstimateOptions, type EstimateOptions } from '../../estimators/parts';

/** Options of metrics by neighbors. */
export interface NeighborMetricOptions extends EstimateOptions {
  /** k: the ball about a sample reaches to its k-th nearest neighbor of the same set. */
  readonly neighbors?: number;
}

/** Checks the options, and tells how many samples they need. */
export function checkNeighborOptions(options: NeighborMetricOptions, usual: number) {
  const checked = checkEstimateOptions(options, ['neighbors']);
  const { neighbors = usual } = options;
  checkWholeNumber('neighbors', neighbors, 1);
  // The jackknife asks for one neighbor more, and there must be one besides the sample itself.
  return { ...checked, neighbors, fewest: neighbors + 2 };
}
