import { gaussianRing } from 'gan-core/distributions';
import { gaussianTotalVariation, klDivergence } from 'gan-core/divergences';
import {
  estimateDensityRatioByLogisticRegression,
  estimateEnergyDistance,
  estimateKlByMaximumLikelihood,
  estimateKlByNeighbors,
  estimateWasserstein,
  gaussianFamily,
} from 'gan-core/estimators';
import { trainerWith } from './plane-game';
import type { Refusal } from './refusal';
import { normalSamples } from './samples';

/** Refusals in measuring. */
export const measuringRefusals: readonly Refusal[] = [
  {
    what: "values that aren't finite numbers",
    why: 'NaN, null, text and holes are never taken for 0',
    attempt: () => estimateEnergyDistance([[1], [2], [Number.NaN]], [[1], [2], [3]]),
  },
  {
    what: 'values beyond ±1e70',
    why: "their squares' squares overflow",
    attempt: () => estimateEnergyDistance([[1], [2], [1e71]], [[1], [2], [3]]),
  },
  {
    what: 'samples of p and q of different dimensions',
    why: 'distances have no meaning between them',
    attempt: () => estimateEnergyDistance(normalSamples(9, 2, 1), normalSamples(9, 3, 2)),
  },
  {
    what: 'samples that are almost all copies',
    why: 'a density has none',
    attempt: () =>
      estimateKlByNeighbors(
        [...Array<number[]>(95).fill([1]), [2], [3], [5], [7], [8]],
        normalSamples(100, 1, 1),
      ),
  },
  {
    what: 'KL where p or q lies on fewer dimensions than the other',
    why: 'it is infinite',
    attempt: () =>
      estimateKlByNeighbors(
        Array.from({ length: 100 }, (_, index) => [index, 0]),
        normalSamples(100, 2, 1),
      ),
  },
  {
    what: 'a Gaussian fitted to samples that lie flat',
    why: 'its density is infinite there',
    attempt: () =>
      estimateKlByMaximumLikelihood(
        Array.from({ length: 100 }, (_, index) => [index, 2 * index]),
        normalSamples(100, 2, 1),
        { family: gaussianFamily() },
      ),
  },
  {
    what: 'exact transport of more than 2,000 samples, beyond one dimension',
    why: 'its time grows with their cube',
    attempt: () => estimateWasserstein(normalSamples(2001, 2, 1), normalSamples(2001, 2, 2), { order: 1 }),
  },
  {
    what: 'exact transport of unequally many samples, beyond one dimension',
    why: 'its plan pairs each sample with one',
    attempt: () => estimateWasserstein(normalSamples(100, 2, 1), normalSamples(90, 2, 2), { order: 1 }),
  },
  {
    what: 'logistic regression on more than 1,000 features',
    why: 'its time grows with the square of their number for each sample',
    attempt: () =>
      estimateDensityRatioByLogisticRegression(normalSamples(300, 200, 1), normalSamples(300, 200, 2)),
  },
  {
    what: 'a Trainer measured on more than 2²⁸ values of each side',
    why: 'they are held in memory',
    attempt: async () => {
      const trainer = trainerWith();
      return trainer.measure(gaussianRing(), { samples: 1e9 }).finally(() => trainer.dispose());
    },
  },
  {
    what: 'probabilities that do not sum to 1',
    why: 'they are not made to',
    attempt: () => klDivergence([0.5, 0.6], [0.5, 0.5]),
  },
  {
    what: 'total variation of Gaussians that differ along three axes',
    why: 'its integral has no closed form there',
    attempt: () =>
      gaussianTotalVariation(
        { mean: [0, 0, 0], covariance: [1, 1, 1] },
        { mean: [0, 0, 0], covariance: [2, 3, 4] },
      ),
  },
];
