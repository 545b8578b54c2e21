import { klDivergence } from '../../../divergences';
import { ArgumentError } from '../../../errors';
import { neumaierSum } from '../../../math';
import { inBlocks, type Pauses } from '../../../scheduling';
import type { SampleMatrix } from '../../samples/samples';
import type { DensityFit } from '../density-family';
import type { PlugInKl } from '../plug-in-kl';
import type { CategoricalParameters } from './categorical-parameters';

/**
 * KL(p̂‖q̂) = Σ p̂ₖ log(p̂ₖ/q̂ₖ) of fitted probabilities, its bias and its variance.
 *
 * **Bias**, to first order: (K − 1)/(2n) for p̂ (Miller 1955, "Note on the Bias of Information Estimates"; K counts the
 * outcomes that p was seen to have) and (Σ p̂ₖ/q̂ₖ − 1)/(2m) for q̂. What smoothing adds to it isn't taken out.
 *
 * **Linear part**: ψp(k) = log(p̂ₖ/q̂ₖ) − KL and ψq(k) = 1 − p̂ₖ/q̂ₖ. **Quadratic part**, taken to be what it is at p = q:
 * (K − 1)/2 · (1/n + 1/m)², the variance of ½(1/n + 1/m) times a χ² of K − 1 degrees of freedom.
 */
export async function categoricalPlugInKl(
  { parameters: { probabilities: p } }: DensityFit<CategoricalParameters>,
  { parameters: { probabilities: q } }: DensityFit<CategoricalParameters>,
  samples: { readonly p: SampleMatrix; readonly q: SampleMatrix },
  pauses: Pauses,
): Promise<PlugInKl> {
  if (p.length !== q.length) {
    throw new ArgumentError(
      'familyQ',
      `has ${q.length} outcomes where familyP has ${p.length}; expected as many. Give both the same outcomes.`,
    );
  }
  const [n, m] = [samples.p.count, samples.q.count];
  const sumOver = (term: (p: number, q: number) => number) =>
    neumaierSum(p.length, (k) => (p[k]! > 0 ? term(p[k]!, q[k]!) : 0));
  const plugIn = klDivergence(p, q);
  const seen = p.filter((probability, k) => probability > 0 || q[k]! > 0).length;
  const ofP = p.filter((probability) => probability > 0).length;
  const meanRatio = sumOver((a, b) => (a / b) * a);
  const linearVariance = sumOver((a, b) => a * (Math.log(a / b) - plugIn) ** 2) / n + (meanRatio - 1) / m;
  const mutual = 1 / n + 1 / m;
  const bias = (ofP - 1) / (2 * n) + (sumOver((a, b) => a / b) - 1) / (2 * m);
  const variance = ((seen - 1) / 2) * mutual ** 2;
  return {
    plugIn,
    unbiased: plugIn - bias,
    linearVariance,
    quadraticVariance: variance,
    atEquality: { mean: ((seen - 1) / 2) * mutual, variance },
    warnings: [...warningsFor(seen, Math.min(n, m)), ...(await rareWarnings(p, q, samples, pauses))],
  };
}

/** Counts below which an outcome's share is skewed, and its logarithm more so. */
const ENOUGH = 10;

/** Warns of outcomes that one side has seldom or never: the interval, from normal shares, then covers too seldom. */
async function rareWarnings(
  p: readonly number[],
  q: readonly number[],
  samples: { readonly p: SampleMatrix; readonly q: SampleMatrix },
  pauses: Pauses,
): Promise<string[]> {
  const ofP = await countsOf(p.length, samples.p, pauses);
  const ofQ = await countsOf(q.length, samples.q, pauses);
  let rare = 0;
  ofP.forEach((count, outcome) => {
    // Of an outcome that neither has, smoothing makes a share.
    if (p[outcome]! + q[outcome]! > 0 && Math.min(count, ofQ[outcome]!) < ENOUGH) rare++;
  });
  if (rare === 0) return [];
  return [
    `${rare === 1 ? 'One outcome came' : `${rare} outcomes came`} fewer than ${ENOUGH} times in one of the samples: the interval is too narrow there, and holds the divergence less often than it says. Take more samples, or merge rare outcomes.`,
  ];
}

async function countsOf(
  outcomes: number,
  { values, count }: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const counts = new Float64Array(outcomes);
  await inBlocks(count, 1, pauses, (from, to) => {
    for (let index = from; index < to; index++) counts[values[index]!]!++;
  });
  return counts;
}

function warningsFor(seen: number, count: number): string[] {
  if (seen < 2) {
    return ['Both samples hold a single outcome: nothing tells how rare the others are. Take more samples.'];
  }
  if (count >= 5 * seen) return [];
  return [
    `There are ${count} samples for ${seen} outcomes: the bias is taken out only roughly. Take at least five times as many, or merge rare outcomes.`,
  ];
}
