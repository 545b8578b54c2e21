import type { Pauses } from '../../../scheduling';
import { isConstant, meanOf, variancesOf } from '../../samples/moments';
import type { SampleMatrix } from '../../samples/samples';
import { splitIntoFolds } from '../../samples/split';
import { meanOfTerms } from '../../statistics/mean-and-variance';
import type { FitContext } from '../density-family';
import { type ExpectationMaximizationResult, expectationMaximization } from './expectation-maximization';
import { componentsOf, type MixtureParameters, mixtureLogDensity } from './gaussian-mixture-density';
import type { MixtureSettings } from './gaussian-mixture-options';
import { kMeansStart } from './k-means-start';

/**
 * The best end of several starts; one with a spike, a component of hardly any samples, only if there is no other. `scale` is
 * each coordinate's variance, the penalty's unit: that of the samples, unless these are a part in which a coordinate is
 * constant.
 */
export async function bestOfStarts(
  samples: SampleMatrix,
  components: number,
  settings: MixtureSettings,
  { random, pauses }: Pick<FitContext, 'random' | 'pauses'>,
  scale: ArrayLike<number>,
): Promise<ExpectationMaximizationResult> {
  const starts = components === 1 ? 1 : settings.restarts;
  let best: ExpectationMaximizationResult | undefined;
  let bestRank = -Infinity;
  for (let index = 0; index < starts; index++) {
    const start = await kMeansStart(
      samples,
      components,
      scale,
      settings.covariance === 'full',
      random,
      pauses,
    );
    const result = await expectationMaximization(samples, start, { ...settings, scale }, pauses);
    const rank = result.objectives.at(-1)! - (hasSpike(result.parameters, samples) ? 1e6 : 0);
    if (best && rank <= bestRank) continue;
    best = result;
    bestRank = rank;
  }
  return best!;
}

/**
 * Tolerance of the search's own fits, in nats a sample: far below the held-out scores' errors. On 101 small samples of seven
 * distributions it chose as 1e-7 did each time, in less than half the time; 1e-4 chose otherwise twice.
 */
const SEARCH_TOLERANCE = 1e-5;

/**
 * The search ends after so many numbers in a row that are worse than the best by more than a standard error. On 177 small
 * samples it chose as the whole search did each time, for under half the work.
 */
const WORSE_IN_A_ROW = 2;

/** The fewest components whose held-out likelihood is within one standard error of the best. */
export async function chooseComponents(
  samples: SampleMatrix,
  settings: MixtureSettings,
  { random, pauses }: FitContext,
): Promise<number> {
  const folds = await splitIntoFolds(samples, Math.min(5, samples.count), random, pauses);
  const most = Math.max(Math.min(settings.maxComponents, Math.floor(folds[0]!.train.count / 2)), 1);
  const coarse = { ...settings, tolerance: Math.max(settings.tolerance, SEARCH_TOLERANCE) };
  const scales: Float64Array[] = [];
  for (const { train } of folds) scales.push(await scaleOf(train, samples, pauses));
  const scores: Float64Array[] = [];
  let worse = 0;
  for (let components = 1; components <= most && worse < WORSE_IN_A_ROW; components++) {
    const score = new Float64Array(samples.count);
    for (const [fold, { train, heldOut, indices }] of folds.entries()) {
      const { parameters } = await bestOfStarts(train, components, coarse, { random, pauses }, scales[fold]!);
      const evaluate = mixtureLogDensity(await componentsOf(parameters, pauses));
      for (const [place, index] of indices.entries()) {
        if (pauses.due()) await pauses.take();
        score[index] = evaluate(heldOut.values, place * heldOut.dimension);
      }
    }
    scores.push(score);
    worse = isWithinOneError(score, bestOf(scores)) ? 0 : worse + 1;
  }
  const best = bestOf(scores);
  return 1 + scores.findIndex((score) => isWithinOneError(score, best));
}

/** The variances of a part; of all samples where a coordinate is constant in the part, as in mostly equal samples. */
async function scaleOf(part: SampleMatrix, all: SampleMatrix, pauses: Pauses): Promise<Float64Array> {
  const ofAll = await variancesOf(all, await meanOf(all, pauses), pauses);
  const ofPart = await variancesOf(part, await meanOf(part, pauses), pauses);
  return ofPart.map((variance, axis) =>
    isConstant(part, axis) || !(variance > 0) ? ofAll[axis]! : variance,
  );
}

function bestOf(scores: readonly Float64Array[]): Float64Array {
  return scores.reduce((best, score) => (meanOfTerms(score) > meanOfTerms(best) ? score : best));
}

/**
 * Whether the mean score is at most one standard error below the best's, compared sample by sample: most of what varies is
 * common to both.
 */
function isWithinOneError(score: Float64Array, best: Float64Array): boolean {
  const loss = meanOfTerms(best) - meanOfTerms(score);
  const squares = score.reduce((sum, value, index) => sum + (best[index]! - value - loss) ** 2, 0);
  return loss <= Math.sqrt(squares) / score.length;
}

/** Whether a component rests on hardly more samples than it has dimensions. */
export function hasSpike({ weights }: MixtureParameters, { count, dimension }: SampleMatrix): boolean {
  return weights.reduce((least, weight) => Math.min(least, weight), 1) * count < dimension + 1.5;
}
