import { fGanDiscriminatorLoss, klFDivergence } from '../../losses';
import type { Samples } from '../samples/samples';
import { nwjFromCritic } from './nwj-from-critic';
import { supportedLogRatio } from './supported-log-ratio';
import {
  type VariationalBound,
  type VariationalEstimate,
  type VariationalOptions,
  variationalEstimate,
} from './variational-estimate';

/**
 * KL(p‖q) from samples by the bound of Nguyen, Wainwright & Jordan, E_p T − E_q e^(T−1), T a network trained to raise it, the
 * bound measured on samples that T never met.
 *
 * A **lower bound** in expectation, without bias; f-GAN's for KL, in its shifted form (best T: 1 + log p/q): see
 * {@link nwjFromCritic}. Its variance grows as e^KL: beyond a few nats the warnings tell. The interval covers the bound of
 * this T, not KL itself, which may lie above.
 *
 * The network and its training are those of `estimateJensenShannonByDiscriminator`; `details.critic` gives T, with
 * T − 1 limited to ±log m for m training samples of q (else a network that separates the samples would read any number).
 *
 * Source: Nguyen, Wainwright & Jordan 2010, "Estimating Divergence Functionals and the Likelihood Ratio by Convex Risk
 * Minimization".
 *
 * @param p - samples of p, at least 10
 * @param q - samples of q, at least 10
 * @param options - `critic`, `steps`, `batchSize`, `learningRate`, `heldOutFraction`, `hiddenUnits`, `seed`, `signal`,
 * `confidence`
 * @returns the lower bound in nats; `sampleSizes` counts the held-out samples
 * @throws ArgumentError for samples or options that can't be used, or a critic that doesn't give one number a sample
 * @throws BackendError where tfjs has no backend
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateKlByNwj } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 10_000 }, () => [mean + random.normal()]);
 * const { value } = await estimateKlByNwj(draw(0), draw(1), { steps: 300 });
 * // A lower bound on the truth, ½.
 * console.log(value.toFixed(1)); // → 0.5
 * ```
 */
export async function estimateKlByNwj(
  p: Samples,
  q: Samples,
  options: VariationalOptions = {},
): Promise<VariationalEstimate> {
  return variationalEstimate(p, q, options, nguyenWainwrightJordan);
}

/** The bound as something to train for and to measure. */
export const nguyenWainwrightJordan: VariationalBound = {
  loss: (onP, onQ) => fGanDiscriminatorLoss(onP, onQ, { divergence: klFDivergence }),
  terms: (onP, onQ) => ({ p: onP, q: onQ.map((value) => Math.exp(value - 1)) }),
  fromLogRatio: (logRatios) => logRatios.map((logRatio) => 1 + logRatio),
  limit: ({ count }) => {
    const limit = supportedLogRatio(count);
    return (value) => 1 + limit(value - 1);
  },
  estimate: nwjFromCritic,
};
