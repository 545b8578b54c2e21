import { logSumExp, mean, type Scalar, sub, tidy } from '@tensorflow/tfjs-core';
import { logMeanExp } from '../../math';
import type { Samples } from '../samples/samples';
import { donskerVaradhanFromCritic } from './donsker-varadhan-from-critic';
import { supportedLogRatio } from './supported-log-ratio';
import {
  type VariationalBound,
  type VariationalEstimate,
  type VariationalOptions,
  variationalEstimate,
} from './variational-estimate';

/**
 * KL(p‖q) from samples by the Donsker–Varadhan bound E_p T − log E_q e^T, T a network trained to raise it, the bound measured
 * on samples that T never met.
 *
 * In expectation a **lower bound** but for the logarithm's bias, which is upward and about half of the relative variance of
 * mean e^T: see {@link donskerVaradhanFromCritic}, whose warnings it carries on. The gradient of a batch is biased too, as
 * in the paper without its moving average; the default network starts from a fit that isn't. No estimate from n samples
 * can show a divergence much above log n. The interval covers the bound of this T, not KL itself, which may lie above.
 *
 * The network and its training are those of `estimateJensenShannonByDiscriminator`; `details.critic` gives T, which is
 * log p/q up to a constant, limited to ±log m for m training samples of q (else a network that separates the samples would
 * read any number).
 *
 * Source: Donsker & Varadhan 1983; Belghazi et al. 2018, "Mutual Information Neural Estimation", eq. 5 and 10.
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
 * import { estimateKlByDonskerVaradhan } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 10_000 }, () => [mean + random.normal()]);
 * const { value } = await estimateKlByDonskerVaradhan(draw(0), draw(1), { steps: 300 });
 * // A lower bound on the truth, ½.
 * console.log(value.toFixed(1)); // → 0.5
 * ```
 */
export async function estimateKlByDonskerVaradhan(
  p: Samples,
  q: Samples,
  options: VariationalOptions = {},
): Promise<VariationalEstimate> {
  return variationalEstimate(p, q, options, donskerVaradhan);
}

/** The bound as something to train for and to measure. */
export const donskerVaradhan: VariationalBound = {
  // log mean and log Σ differ by a constant.
  loss: (onP, onQ) => tidy(() => sub(logSumExp(onQ), mean(onP)) as Scalar),
  terms: (onP, onQ) => {
    // Linear in e^T about its mean, as in the delta method: their mean is log mean e^T.
    const logMean = logMeanExp(onQ);
    return { p: onP, q: onQ.map((value) => logMean + Math.expm1(value - logMean)) };
  },
  fromLogRatio: (logRatios) => logRatios,
  limit: async ({ count, values }) => {
    const logMean = logMeanExp(await values());
    const limit = supportedLogRatio(count);
    return (value) => limit(value - logMean);
  },
  estimate: donskerVaradhanFromCritic,
};
