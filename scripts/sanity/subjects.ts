import type { Estimate, FlatSamples } from 'gan-core/estimators';
import {
  classifierTwoSampleTest,
  clipMaximumMeanDiscrepancy,
  clippedDensityCoverage,
  densityCoverage,
  frechetDistance,
  frechetDistanceExtrapolated,
  kernelInceptionDistance,
  mongeInceptionDistance,
  precisionRecall,
} from 'gan-core/metrics';
import type { MetricKind } from './check';

/** Value that is checked. */
export interface Subject {
  readonly name: string;
  readonly kind: MetricKind;
}

/** Function of gan-core/metrics, and the values that it gives. */
export interface Metric {
  /** Name of the function. */
  readonly of: string;
  readonly subjects: readonly Subject[];
  readonly estimate: (real: FlatSamples, generated: FlatSamples) => Promise<readonly Estimate[]>;
}

const fidelity = (name: string): Subject => ({ name, kind: 'fidelity' });
const diversity = (name: string): Subject => ({ name, kind: 'diversity' });
const distance = (name: string): readonly Subject[] => [{ name, kind: 'distance' }];

/** Directions of MIND, fewer than its 1,000, for speed. */
const PROJECTIONS = 200;
/** Samples a side up to which KID is one U-statistic over all pairs. */
const WHOLE = 1000;

/** The metrics that compare two sets of samples. */
export const metrics: readonly Metric[] = [
  {
    of: 'precisionRecall',
    subjects: [fidelity('precision'), diversity('recall')],
    estimate: async (real, generated) => {
      const { precision, recall } = await precisionRecall(real, generated);
      return [precision, recall];
    },
  },
  {
    of: 'densityCoverage',
    subjects: [fidelity('density'), diversity('coverage')],
    estimate: async (real, generated) => {
      const { density, coverage } = await densityCoverage(real, generated);
      return [density, coverage];
    },
  },
  {
    of: 'clippedDensityCoverage',
    subjects: [fidelity('clipped density'), diversity('clipped coverage')],
    estimate: async (real, generated) => {
      const { density, coverage } = await clippedDensityCoverage(real, generated);
      return [density, coverage];
    },
  },
  {
    of: 'frechetDistance',
    subjects: distance('Fréchet'),
    estimate: async (real, generated) => [await frechetDistance(real, generated)],
  },
  {
    of: 'frechetDistanceExtrapolated',
    subjects: distance('Fréchet ∞'),
    estimate: async (real, generated) => [
      await frechetDistanceExtrapolated(real, generated, { sides: 'both' }),
    ],
  },
  {
    of: 'kernelInceptionDistance',
    subjects: distance('KID'),
    estimate: async (real, generated) => {
      const subsetSize = Math.min(count(real), count(generated), WHOLE);
      return [await kernelInceptionDistance(real, generated, { subsetSize, subsets: 10 })];
    },
  },
  {
    of: 'clipMaximumMeanDiscrepancy',
    subjects: distance('CMMD'),
    estimate: async (real, generated) => {
      const bandwidth = typicalDistance(real);
      return [await clipMaximumMeanDiscrepancy(real, generated, { bandwidth })];
    },
  },
  {
    of: 'mongeInceptionDistance',
    subjects: distance('MIND'),
    estimate: async (real, generated) => [
      await mongeInceptionDistance(real, generated, { projections: PROJECTIONS }),
    ],
  },
  {
    of: 'classifierTwoSampleTest',
    subjects: distance('C2ST'),
    estimate: async (real, generated) => {
      const estimate = await classifierTwoSampleTest(real, generated);
      const [lower, upper] = estimate.interval;
      // Above chance, so that equal distributions have 0.
      return [{ ...estimate, value: estimate.value - 0.5, interval: [lower - 0.5, upper - 0.5] }];
    },
  },
];

/** All values, in the order of the table. */
export const subjects: readonly Subject[] = metrics.flatMap((metric) => metric.subjects);

const count = ({ values, dimension }: FlatSamples) => values.length / dimension;

/** Median distance of the first hundred samples from each other. */
function typicalDistance({ values, dimension }: FlatSamples): number {
  const distances: number[] = [];
  for (let one = 0; one < 100; one++) {
    for (let other = 0; other < one; other++) {
      let squared = 0;
      for (let axis = 0; axis < dimension; axis++)
        squared += (values[one * dimension + axis]! - values[other * dimension + axis]!) ** 2;
      distances.push(Math.sqrt(squared));
    }
  }
  return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)]! || 1;
}
