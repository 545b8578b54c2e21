import type { FitContext } from '../density-family';
import { splitIntoFolds } from '../folds';
import type { SampleMatrix } from '../samples';
import { type ExpectationMaximizationResult, expectationMaximization } from './expectation-maximization';
import { componentsOf, type MixtureParameters, mixtureLogDensity } from './gaussian-mixture-density';
import type { MixtureSettings } from './gaussian-mixture-options';
import { meanOf, variancesOf } from './gaussian-moments';
import { kMeansStart } from './k-means-start';

/** The best end of several starts; one with a spike, a component of hardly any samples, only if there is no other. */
export async function bestOfStarts(
  samples: SampleMatrix,
  components: number,
  settings: MixtureSettings,
  { random, pauses }: Pick<FitContext, 'random' | 'pauses'>,
): Promise<ExpectationMaximizationResult> {
  const scale = variancesOf(samples, meanOf(samples));
  const starts = components === 1 ? 1 : settings.restarts;
  let best: ExpectationMaximizationResult | undefined;
  let bestRank = -Infinity;
  for (let index = 0; index < starts; index++) {
    const start = kMeansStart(samples, components, scale, settings.covariance === 'full', random);
    const result = await expectationMaximization(samples, start, { ...settings, scale }, pauses);
    const rank = result.objectives.at(-1)! - (hasSpike(result.parameters, samples) ? 1e6 : 0);
    if (best && rank <= bestRank) continue;
    best = result;
    bestRank = rank;
  }
  return best!;
}

/** The fewest components whose held-out likelihood is within one standard error of the best. */
export async function chooseComponents(
  samples: SampleMatrix,
  settings: MixtureSettings,
  { random, pauses }: FitContext,
): Promise<number> {
  const folds = splitIntoFolds(samples, Math.min(5, samples.count), random);
  const most = Math.max(Math.min(settings.maxComponents, Math.floor(folds[0]!.train.count / 2)), 1);
  const scores: Float64Array[] = [];
  for (let components = 1; components <= most; components++) {
    const score = new Float64Array(samples.count);
    for (const { train, heldOut, indices } of folds) {
      const { parameters } = await bestOfStarts(train, components, settings, { random, pauses });
      const evaluate = mixtureLogDensity(componentsOf(parameters));
      indices.forEach((index, place) => {
        score[index] = evaluate(heldOut.values, place * heldOut.dimension);
      });
    }
    scores.push(score);
  }
  const means = scores.map((score) => score.reduce((sum, value) => sum + value, 0) / score.length);
  const best = means.indexOf(Math.max(...means));
  // Compared sample by sample: most of what varies is common to both.
  const withinOneError = (score: Float64Array, index: number) => {
    const loss = means[best]! - means[index]!;
    const squares = score.reduce((sum, value, i) => sum + (scores[best]![i]! - value - loss) ** 2, 0);
    return loss <= Math.sqrt(squares) / score.length;
  };
  return 1 + scores.findIndex(withinOneError);
}

/** Whether a component rests on hardly more samples than it has dimensions. */
export function hasSpike({ weights }: MixtureParameters, { count, dimension }: SampleMatrix): boolean {
  return Math.min(...weights) * count < dimension + 1.5;
}
