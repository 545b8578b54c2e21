import type { Estimate, EstimateOptions, FlatSamples } from 'gan-core/estimators';
import {
  classifierTwoSampleTest,
  clipMaximumMeanDiscrepancy,
  clippedDensityCoverage,
  densityCoverage,
  frechetDistance,
  frechetDistanceExtrapolated,
  generalizationGap,
  kernelInceptionDistance,
  mongeInceptionDistance,
  nearestNeighborMemorization,
  precisionRecall,
} from 'gan-core/metrics';
import { UsageError } from '../usage-error';
import type { RowHead } from './comparison';

/** Samples and settings that a metric is computed of. */
export interface MetricInput {
  readonly real: FlatSamples;
  readonly generated: FlatSamples;
  readonly train: FlatSamples | undefined;
  readonly bandwidth: number;
  readonly options: EstimateOptions;
  /** Whether the metric was asked for by name, however long it takes. */
  readonly byName: boolean;
}

/** Value of a metric, with what it is compared to. */
interface Found {
  readonly estimate: Estimate;
  /** Value of equal distributions; null where nobody knows. */
  readonly ideal: number | null;
  /** Probability, of a test. */
  readonly pValue?: number;
}

/** Computation of a metric of the command line. */
export interface MetricRun {
  /** Its rows in the table, one a value. */
  readonly rows: readonly RowHead[];
  /** Gives as many values. */
  readonly run: (input: MetricInput) => Promise<readonly Found[]>;
}

/** Features up to which 15 Fréchet distances take less than some minutes. */
const MOST_FOR_EXTRAPOLATION = 512;
/** Features up to which the classifier is logistic regression. */
const MOST_FOR_REGRESSION = 500;

const head = (name: string, title: string, looksAt: string): RowHead => ({ name, title, looksAt });

/** The metrics by their names, which are those of `namedMetrics`. */
export const metricRuns: Readonly<Record<string, MetricRun>> = {
  frechet: {
    rows: [head('frechet', 'Fréchet distance', 'means, covariances')],
    run: async ({ real, generated, options }) => [
      { estimate: await frechetDistance(real, generated, options), ideal: 0 },
    ],
  },
  'frechet-extrapolated': {
    rows: [head('frechet-extrapolated', 'Fréchet at n → ∞', 'means, covariances')],
    run: extrapolated,
  },
  kid: {
    rows: [head('kid', 'KID', 'three moments')],
    run: async ({ real, generated, options }) => [
      { estimate: await kernelInceptionDistance(real, generated, options), ideal: 0 },
    ],
  },
  mind: {
    rows: [head('mind', 'MIND (sliced W₂²)', 'whole shape')],
    run: async ({ real, generated, options }) => [
      { estimate: await mongeInceptionDistance(real, generated, options), ideal: 0 },
    ],
  },
  cmmd: {
    rows: [head('cmmd', 'CMMD', 'whole shape')],
    run: async ({ real, generated, options, bandwidth }) => [
      { estimate: await clipMaximumMeanDiscrepancy(real, generated, { ...options, bandwidth }), ideal: 0 },
    ],
  },
  clipped: {
    rows: [
      head('clipped-density', 'Clipped Density', 'fidelity'),
      head('clipped-coverage', 'Clipped Coverage', 'variety'),
    ],
    run: async ({ real, generated, options }) => {
      const { density, coverage } = await clippedDensityCoverage(real, generated, options);
      return [density, coverage].map((estimate) => ({ estimate, ideal: 1 }));
    },
  },
  'precision-recall': {
    rows: [head('precision', 'Precision', 'fidelity'), head('recall', 'Recall', 'variety')],
    run: async ({ real, generated, options }) => {
      const { precision, recall } = await precisionRecall(real, generated, options);
      return [precision, recall].map((estimate) => ({ estimate, ideal: null }));
    },
  },
  'density-coverage': {
    rows: [head('density', 'Density', 'fidelity'), head('coverage', 'Coverage', 'variety')],
    run: async ({ real, generated, options }) => {
      const { density, coverage } = await densityCoverage(real, generated, options);
      const { p, q } = coverage.sampleSizes;
      return [
        { estimate: density, ideal: 1 },
        { estimate: coverage, ideal: expectedCoverage(p, q) },
      ];
    },
  },
  c2st: {
    rows: [head('c2st', 'Told apart (C2ST)', 'difference')],
    run: async ({ real, generated, options }) => {
      const classifier = real.dimension > MOST_FOR_REGRESSION ? 'nearest-neighbors' : 'logistic';
      const estimate = await classifierTwoSampleTest(real, generated, { ...options, classifier });
      return [{ estimate, ideal: 0.5, pValue: estimate.details.pValue }];
    },
  },
  memorization: {
    rows: [
      head('memorization', 'Nearer to training', 'copies'),
      head('near-copies', 'Near copies', 'copies'),
    ],
    run: async ({ real, generated, train, options }) => {
      const estimate = await nearestNeighborMemorization(train!, real, generated, options);
      const { pValue, copied, copiedHeldOut } = estimate.details;
      return [
        { estimate, ideal: 0.5, pValue },
        { estimate: copied, ideal: copiedHeldOut.value },
      ];
    },
  },
  'generalization-gap': {
    rows: [head('generalization-gap', 'Generalization gap', 'copies')],
    run: async ({ real, generated, train, options }) => [
      { estimate: await generalizationGap(train!, real, generated, options), ideal: 0 },
    ],
  },
};

async function extrapolated({ real, generated, options, byName }: MetricInput): Promise<readonly Found[]> {
  if (real.dimension > MOST_FOR_EXTRAPOLATION && !byName)
    throw new UsageError(
      `15 distances of ${real.dimension} features take long. Ask for it by --metrics frechet-extrapolated.`,
    );
  const estimate = await frechetDistanceExtrapolated(real, generated, { ...options, sides: 'both' });
  return [{ estimate, ideal: 0 }];
}

/** Coverage of equal distributions: Naeem et al. 2020, lemma 2, for k = 5. */
function expectedCoverage(real: number, generated: number): number {
  let missed = 1;
  for (let k = 1; k <= 5; k++) missed *= (real - k) / (real + generated - k);
  return 1 - missed;
}
