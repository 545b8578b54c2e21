import type { Random } from '../../random';
import { eachInBlocks, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { splitIntoFolds } from '../samples/split';
import { meanOfTerms, sampleVariance } from '../statistics/mean-and-variance';
import type { DensityFamily, DensityFit } from './density-family';
import { fitFamily } from './fit-family';
import { logDensitiesOf } from './maximum-likelihood';

/** One distribution's samples, the family for them, and the fit to all of them. */
export interface FittedSide<Parameters> {
  readonly argument: string;
  readonly samples: SampleMatrix;
  readonly family: DensityFamily<Parameters>;
  readonly fit: DensityFit<Parameters>;
}

/** The mean of log p̂ − log q̂ over samples of p that neither fit has seen. */
export interface HeldOutLogRatio {
  readonly mean: number;
  readonly squaredError: number;
  readonly converged: boolean;
  /** The share of p's samples where q̂ is lower than at any sample of q that it was not fitted to. */
  readonly beyondQ: number;
}

/** Ten parts: each fit loses a tenth of its samples, and the jackknife over parts has nine degrees of freedom. */
const FOLDS = 10;
/** Samples of p that the fits of q are compared on: the comparison needs few, and each costs ten evaluations. */
const COMPARED = 2000;

/**
 * Fits p̂ and q̂ to nine tenths of their samples and averages log p̂ − log q̂ over the tenth of p that was left out; so ten
 * times. Held-out samples of p rather than draws from p̂: they weigh the ratio by p itself, so that p̂'s error counts only
 * in second order, and the family needs no sampler.
 *
 * The squared error is var(log p̂ − log q̂)/n for the samples of p, and for q̂'s own error the jackknife over the ten fits
 * (Efron & Tibshirani 1993, "An Introduction to the Bootstrap", §11.5), (K − 1)/K Σₖ (Lₖ − L̄)², where Lₖ is the mean of
 * log q̂ₖ over one set of samples of p.
 *
 * @param p - the first side
 * @param q - the second one
 * @param random - what draws the folds
 * @param pauses - for so long a computation
 * @returns the mean and its squared error; infinite or NaN where a log-density is
 */
export async function heldOutLogRatio<P, Q>(
  p: FittedSide<P>,
  q: FittedSide<Q>,
  random: Random,
  pauses: Pauses,
): Promise<HeldOutLogRatio> {
  const folds = Math.min(FOLDS, p.samples.count, q.samples.count);
  const foldsOfP = await splitIntoFolds(p.samples, folds, random, pauses);
  const foldsOfQ = await splitIntoFolds(q.samples, folds, random, pauses);
  const sharedPoints = firstOf(p.samples, COMPARED);
  const ratios = new Float64Array(p.samples.count);
  const logQOnP = new Float64Array(p.samples.count);
  let lowestOnQ = Infinity;
  const sharedMeans = new Float64Array(folds);
  let converged = true;
  for (let fold = 0; fold < folds; fold++) {
    const { train, heldOut, indices } = foldsOfP[fold]!;
    const fitP = await refit(p, train, random, pauses);
    const fitQ = await refit(q, foldsOfQ[fold]!.train, random, pauses);
    converged &&= (fitP.converged ?? true) && (fitQ.converged ?? true);
    const logP = await logDensitiesOf(fitP, heldOut, pauses);
    const logQ = await logDensitiesOf(fitQ, heldOut, pauses);
    await eachInBlocks(indices.length, 4, pauses, (place) => {
      ratios[indices[place]!] = logP[place]! - logQ[place]!;
      logQOnP[indices[place]!] = logQ[place]!;
    });
    const logQOnQ = await logDensitiesOf(fitQ, foldsOfQ[fold]!.heldOut, pauses);
    await eachInBlocks(logQOnQ.length, 1, pauses, (place) => {
      lowestOnQ = Math.min(lowestOnQ, logQOnQ[place]!);
    });
    sharedMeans[fold] = meanOfTerms(await logDensitiesOf(fitQ, sharedPoints, pauses));
  }
  let beyond = 0;
  await eachInBlocks(logQOnP.length, 1, pauses, (sample) => {
    if (logQOnP[sample]! < lowestOnQ) beyond++;
  });
  const mean = meanOfTerms(ratios);
  if (pauses.due()) await pauses.take();
  return {
    mean,
    squaredError:
      sampleVariance(ratios) / ratios.length + ((folds - 1) ** 2 / folds) * sampleVariance(sharedMeans),
    converged,
    beyondQ: beyond / logQOnP.length,
  };
}

/** The first ones, at most so many: a view. */
function firstOf({ values, count, dimension }: SampleMatrix, most: number): SampleMatrix {
  const first = Math.min(most, count);
  return { values: values.subarray(0, first * dimension), count: first, dimension };
}

function refit<Parameters>(
  { argument, family, fit }: FittedSide<Parameters>,
  train: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<DensityFit<Parameters>> {
  return fitFamily(family, train, { argument, random: random.fork(), pauses, start: fit.parameters });
}
