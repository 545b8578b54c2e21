import * as estimators from 'gan-core/estimators';
import { klFDivergence } from 'gan-core/losses';
import { normalSamples } from './samples';

type Estimate = (count: number) => Promise<unknown>;

const ofPair =
  (estimate: (p: estimators.FlatSamples, q: estimators.FlatSamples) => Promise<unknown>): Estimate =>
  (count) =>
    estimate(normalSamples(count, 1, 1), normalSamples(count, 1, 2));
const ofOne =
  (estimate: (samples: estimators.FlatSamples) => Promise<unknown>): Estimate =>
  (count) =>
    estimate(normalSamples(count, 1, 1));

const family = estimators.gaussianFamily();
const short = { steps: 1 };

/** The estimators, asked with as few samples as they are given. */
const estimates: readonly (readonly [string, Estimate])[] = [
  [
    '`estimateKlByMaximumLikelihood`, Gaussian',
    ofPair((p, q) => estimators.estimateKlByMaximumLikelihood(p, q, { family })),
  ],
  ['`heldOutLogLikelihood`, Gaussian', ofOne((samples) => estimators.heldOutLogLikelihood(samples, family))],
  ['`estimateKlByNeighbors`, different ones', ofPair((p, q) => estimators.estimateKlByNeighbors(p, q))],
  ['`estimateEntropyByNeighbors`, different ones', ofOne((p) => estimators.estimateEntropyByNeighbors(p))],
  ['`estimateJensenShannonByNeighbors`', ofPair((p, q) => estimators.estimateJensenShannonByNeighbors(p, q))],
  [
    '`estimateJensenShannonByDiscriminator`',
    ofPair(async (p, q) =>
      (await estimators.estimateJensenShannonByDiscriminator(p, q, short)).details.dispose(),
    ),
  ],
  [
    '`estimateKlByDonskerVaradhan`',
    ofPair(async (p, q) => (await estimators.estimateKlByDonskerVaradhan(p, q, short)).details.dispose()),
  ],
  [
    '`estimateKlByNwj`',
    ofPair(async (p, q) => (await estimators.estimateKlByNwj(p, q, short)).details.dispose()),
  ],
  [
    '`estimateFDivergence`',
    ofPair(async (p, q) => {
      const divergence = klFDivergence;
      (await estimators.estimateFDivergence(p, q, { ...short, divergence })).details.dispose();
    }),
  ],
  [
    '`estimateDensityRatioByLogisticRegression`',
    ofPair((p, q) => estimators.estimateDensityRatioByLogisticRegression(p, q)),
  ],
  ['`estimateDensityRatioByUlsif`', ofPair((p, q) => estimators.estimateDensityRatioByUlsif(p, q))],
  ['`estimateMaximumMeanDiscrepancy`', ofPair((p, q) => estimators.estimateMaximumMeanDiscrepancy(p, q))],
  ['`estimateEnergyDistance`', ofPair((p, q) => estimators.estimateEnergyDistance(p, q))],
  ['`estimateWasserstein`', ofPair((p, q) => estimators.estimateWasserstein(p, q))],
  ['`estimateSlicedWasserstein`', ofPair((p, q) => estimators.estimateSlicedWasserstein(p, q))],
  ['`estimateSinkhornDivergence`', ofPair((p, q) => estimators.estimateSinkhornDivergence(p, q))],
];

/** How few samples of each side, of one dimension, every estimator takes: those that it asks for, until it gives an estimate. */
export async function fewestSamples(): Promise<string[][]> {
  const names = new Map<number, string[]>();
  for (const [name, estimate] of estimates) {
    const fewest = await fewestOf(name, estimate);
    names.set(fewest, [...(names.get(fewest) ?? []), name]);
  }
  return [...names].sort(([a], [b]) => a - b).map(([fewest, those]) => [those.join(', '), String(fewest)]);
}

async function fewestOf(name: string, estimate: Estimate): Promise<number> {
  let count = 1;
  for (;;) {
    try {
      await estimate(count);
      return count;
    } catch (error) {
      const asked = Number(/expected at least (\d+)/.exec((error as Error).message)?.[1]);
      if (!(asked > count)) throw new Error(`${name}: not refused for too few samples`, { cause: error });
      count = asked;
    }
  }
}
