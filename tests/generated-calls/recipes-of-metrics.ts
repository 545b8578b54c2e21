import * as metrics from 'gan-core/metrics';
import { type Recipe, recipe } from './recipe';

export const recipesOfMetrics: readonly Recipe[] = [
  recipe('modeCoverage', metrics.modeCoverage, () => ({
    samples: [
      [0, 1],
      [1, 0],
    ],
    mixture: { centers: [[0, 1]], standardDeviation: 0.1 },
    options: { maxDeviations: 2 },
  })),
];
