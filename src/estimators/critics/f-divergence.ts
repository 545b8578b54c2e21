import { type FDivergence, fGanDiscriminatorLoss } from '../../losses';
import { createPauses } from '../../scheduling';
import type { Samples } from '../samples/samples';
import { bestCriticValues } from './best-critic-values';
import { checkedDivergence } from './checked-divergence';
import { fDivergenceFromCritic, fDivergenceTerms } from './f-divergence-from-critic';
import { supportedLogRatio } from './supported-log-ratio';
import {
  type VariationalEstimate,
  type VariationalOptions,
  variationalEstimate,
} from './variational-estimate';

/** The settings of {@link estimateFDivergence}. */
export interface FDivergenceOptions extends VariationalOptions {
  /** The divergence, such as `klFDivergence` of gan-core/losses, or one of your own. */
  readonly divergence: FDivergence;
}

/**
 * An f-divergence from samples by f-GAN's bound E_p g(v) − E_q f*(g(v)), v a network trained to raise it, the bound measured
 * on samples that v never met, and read as the divergence by its usual name (half of f-GAN's for Jensen–Shannon and the
 * squared Hellinger distance).
 *
 * A **lower bound** in expectation. The interval covers the bound of this critic, not the divergence itself, which may lie
 * above. χ² divergences, α beyond [0, 1] and, less, KL have heavy tails: a few samples carry the mean, and the standard error
 * is then too small.
 *
 * The network and its training are those of `estimateJensenShannonByDiscriminator`; the default one starts where
 * g(v) = f′(p/q) for a log-ratio fitted by logistic regression (exact for Gaussians). g and f* are computed in float32 on
 * tfjs's backend, sums in float64. `details.critic` gives v.
 *
 * Source: Nowozin, Cseke & Tomioka 2016, "f-GAN", eq. 4 and 6.
 *
 * @param p - samples of p, at least 10
 * @param q - samples of q, at least 10
 * @param options - `divergence`; `critic`, `steps`, `batchSize`, `learningRate`, `heldOutFraction`, `hiddenUnits`, `seed`,
 *   `signal`, `confidence`
 * @returns the lower bound in the divergence's unit; `sampleSizes` counts the held-out samples
 * @throws ArgumentError for no divergence, samples or options that can't be used, or a critic that doesn't give one number
 * a sample
 * @throws BackendError where tfjs has no backend
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateFDivergence } from 'gan-core/estimators';
 * import { klFDivergence } from 'gan-core/losses';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 10_000 }, () => [mean + random.normal()]);
 * const { value } = await estimateFDivergence(draw(0), draw(1), { steps: 300, divergence: klFDivergence });
 * // A lower bound on the truth, ½.
 * console.log(value.toFixed(1)); // → 0.5
 * ```
 */
export async function estimateFDivergence(
  p: Samples,
  q: Samples,
  options: FDivergenceOptions,
): Promise<VariationalEstimate> {
  const divergence = checkedDivergence(options?.divergence);
  const ends = supportedCriticValues(divergence);
  return variationalEstimate(
    p,
    q,
    options,
    {
      loss: (onP, onQ) => fGanDiscriminatorLoss(onP, onQ, { divergence }),
      terms: (onP, onQ) => fDivergenceTerms(divergence, onP, onQ, createPauses()),
      fromLogRatio: (logRatios, pauses) => bestCriticValues(divergence, logRatios, pauses),
      limit: async ({ count }) => {
        const [low, high] = await ends(count);
        return (value) => Math.min(Math.max(value, low), high);
      },
      estimate: (onP, onQ, { confidence }) =>
        fDivergenceFromCritic(onP, onQ, { divergence, ...(confidence === undefined ? {} : { confidence }) }),
    },
    ['divergence'],
  );
}

/** The best critic values for the ends of what so many training samples of q support, found once a count. */
function supportedCriticValues(divergence: FDivergence): (count: number) => Promise<[number, number]> {
  const known = new Map<number, [number, number]>();
  return async (count) => {
    const before = known.get(count);
    if (before) return before;
    const limit = supportedLogRatio(count);
    const [low, high] = await bestCriticValues(
      divergence,
      Float64Array.of(limit(-Infinity), limit(Infinity)),
      createPauses(),
    );
    const ends: [number, number] = [low!, high!];
    known.set(count, ends);
    return ends;
  };
}
