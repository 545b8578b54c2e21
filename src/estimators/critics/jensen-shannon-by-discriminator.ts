import { minimaxDiscriminatorLoss } from '../../losses';
import { softplus } from '../../math';
import { createPauses, throwIfAborted } from '../../scheduling';
import type { TrainableModel } from '../../tfjs';
import type { Estimate } from '../estimate';
import { readSamplesOfDimension } from '../samples/read-samples-of-dimension';
import { readSamplePair, type Samples } from '../samples/samples';
import { SMALLEST_SPLIT } from '../samples/split';
import { type CriticFitObjective, fitCritic } from './critic-fit';
import { type CriticTrainingOptions, checkCriticTrainingOptions } from './critic-training-options';
import { discriminatorWarnings } from './discriminator-warnings';
import { intervalOfBound, jensenShannonBound } from './jensen-shannon-from-logits';
import { calibrateLogits, type LogitCalibration } from './logit-calibration';
import { totalVariationFromLogits } from './total-variation-from-logits';

/** The settings of {@link estimateJensenShannonByDiscriminator}. */
export interface DiscriminatorOptions extends CriticTrainingOptions {
  /**
   * A network that gives one logit for each sample, or a function that makes one; it gets the samples as they are,
   * `[batch, dimension]`. Default: a network of the estimator's own.
   */
  readonly discriminator?: TrainableModel | (() => TrainableModel);
}

/** A Jensen–Shannon estimate with the discriminator that it rests on. */
export interface DiscriminatorEstimate extends Estimate {
  /** Facts about the trained discriminator. */
  readonly details: DiscriminatorDetails;
}

/** Details of {@link estimateJensenShannonByDiscriminator}. */
export interface DiscriminatorDetails {
  /** The calibrated logit at samples: the estimate of log p/q. */
  logRatio(samples: Samples): Promise<Float64Array>;
  /** Its exponential, the estimate of p/q. */
  densityRatio(samples: Samples): Promise<Float64Array>;
  /** The mean of both sides' held-out accuracies; ½ is chance. */
  readonly accuracy: number;
  /** The lower bound 2·accuracy − 1 on the total variation distance. */
  readonly totalVariation: Estimate;
  /**
   * The same reading on the training samples, which tends to lie above the held-out one. How far says how much the
   * discriminator overfits; where the network can represent log p/q, JS tends to lie between the two.
   */
  readonly trainingValue: number;
  /** The line that calibrated the logits. */
  readonly calibration: LogitCalibration;
  /** Number of training steps taken. */
  readonly steps: number;
  /** Frees a discriminator that a factory made, after which the ratio can't be asked for. Else nothing is held. */
  dispose(): void;
}

/** V(D) of the minimax game, whose best D has log p/q for its logit. */
const MINIMAX: CriticFitObjective = {
  loss: (onReal, onFake) => minimaxDiscriminatorLoss(onReal, onFake),
  terms: (onReal, onFake) => ({
    p: onReal.map((logit) => -softplus(-logit)),
    q: onFake.map(softplus),
  }),
  fromLogRatio: (logRatios) => logRatios,
};

/**
 * The Jensen–Shannon divergence between two sets of samples, by training a discriminator to tell them apart:
 * JS(p, q) ≥ (V(D) + 2 log 2)/2, equal for the optimal D = p/(p + q).
 *
 * Each side is split: about half trains D (Adam on the minimax loss), a part stops the training and calibrates the logits
 * (Platt), and the bound is measured on the rest, which D never met. So it is a **lower bound** in expectation whatever D is.
 * The interval covers this D's bound, not JS itself: JS may lie above it by what D has failed to learn, which no sample tells
 * for certain; `details.trainingValue` shows the part that is overfitting. Range −∞ … log 2, in nats, not clamped but for the
 * interval's upper end at log 2.
 *
 * The default D is a logistic regression on the coordinates and their products, which holds the log-ratio of any two
 * Gaussians (products up to 16 dimensions, squares up to 80, coordinates up to 160), plus a perceptron for the rest, on
 * samples standardized by both sides. It is meant for low-dimensional samples; for images bring a convolutional one.
 *
 * The work: logistic regressions of at most 50 Newton steps each, then at most `steps` training steps; a training step on tfjs
 * is one piece, and so is the network on some of the samples, at most 65,536 numbers or 32 samples of them at once.
 *
 * It runs on tfjs's present backend. A discriminator of yours is trained in place from the weights that it has, keeps the
 * best ones, and is never disposed of; one that your function made is disposed of by `details.dispose()`.
 *
 * Source: Goodfellow et al. 2014, "Generative Adversarial Nets", theorem 1; the density ratio D/(1 − D): Sugiyama, Suzuki &
 * Kanamori 2012, "Density Ratio Estimation in Machine Learning", §4.
 *
 * @param p - samples of p, at least 10
 * @param q - samples of q, at least 10, of one space with p's
 * @param options - `discriminator`, `steps`, `batchSize`, `learningRate`, `heldOutFraction`, `hiddenUnits`, `seed`, `signal`,
 * `confidence`
 * @returns the lower bound in nats; `sampleSizes` counts the held-out samples
 * @throws ArgumentError for samples or options that can't be used, or a discriminator that doesn't give one logit a sample
 * @throws BackendError where tfjs has no backend
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { createRandom } from 'gan-core/distributions';
 * import { estimateJensenShannonByDiscriminator } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await estimateJensenShannonByDiscriminator(draw(0), draw(10), { steps: 300 });
 * // A lower bound on the truth, which is next to log 2.
 * console.log(value.toFixed(2)); // → 0.69
 * ```
 */
export async function estimateJensenShannonByDiscriminator(
  p: Samples,
  q: Samples,
  options: DiscriminatorOptions = {},
): Promise<DiscriminatorEstimate> {
  const checked = checkCriticTrainingOptions(options, 'discriminator');
  throwIfAborted(checked.signal);
  const samples = await readSamplePair(['p', 'q'], p, q, SMALLEST_SPLIT, checked.signal);
  const fit = await fitCritic('discriminator', ['p', 'q'], samples, options.discriminator, MINIMAX, checked);
  // Without the signal: what the fit holds would have to be freed, and little is left to do.
  const pauses = createPauses();
  const calibration = await calibrateLogits(fit.validation, pauses);
  const calibrated = (logits: Float64Array) =>
    logits.map((logit) => calibration.intercept + calibration.slope * logit);
  const [onP, onQ] = [calibrated(fit.heldOut.p), calibrated(fit.heldOut.q)];
  const { value, standardError } = await jensenShannonBound(onP, onQ, pauses);
  const trainingBound = await jensenShannonBound(calibrated(fit.train.p), calibrated(fit.train.q), pauses);
  const trainingValue = trainingBound.value;
  const totalVariation = totalVariationFromLogits(onP, onQ, checked.confidence);
  const accuracy = (totalVariation.value + 1) / 2;
  const interval = intervalOfBound(value, standardError, checked.confidence);
  const logRatio = async (others: Samples) => {
    const matrix = await readSamplesOfDimension(others, samples.p.dimension);
    return calibrated(await fit.evaluate(matrix));
  };
  const { converged, steps } = fit;
  const sampleSizes = { p: onP.length, q: onQ.length };
  const outcome = { value, standardError, trainingValue, accuracy, heldOut: sampleSizes, converged, steps };
  return {
    value,
    standardError,
    interval,
    unit: 'nats',
    bound: 'lower',
    estimator: 'Jensen–Shannon by discriminator',
    sampleSizes,
    converged,
    warnings: [...fit.copyWarnings, ...discriminatorWarnings({ ...outcome, lower: interval[0] })],
    details: {
      logRatio,
      densityRatio: async (others) => (await logRatio(others)).map(Math.exp),
      accuracy,
      totalVariation,
      trainingValue,
      calibration,
      steps,
      dispose: () => fit.dispose(),
    },
  };
}
