import { ArgumentError, checkNumber, checkWholeNumber, interval } from '../../errors';
import { createRandom } from '../../random';
import { createPauses, type Pauses } from '../../scheduling';
import type { Estimate, EstimateOptions } from '../estimate';
import { checkEstimateOptions } from '../estimate-options';
import { readSamples, type Samples } from '../samples/samples';
import { holdOut, splitIntoFolds } from '../samples/split';
import { meanEstimate } from './cross-entropy';
import type { DensityFamily } from './density-family';
import { checkFamily, fitFamily } from './fit-family';
import { logDensitiesOf } from './maximum-likelihood';

/** Options of {@link heldOutLogLikelihood}: samples are held out in folds, or once. */
export interface HeldOutLogLikelihoodOptions extends EstimateOptions {
  /** Into how many parts the samples are split, each held out once. Default 5. */
  readonly folds?: number;
  /** Instead of folds: the fraction that is held out once, in (0, 1). One fit, but fewer samples to measure it on. */
  readonly fraction?: number;
}

/**
 * E log p̂(x) over new samples, for a density p̂ of the family fitted by maximum likelihood: the mean of log p̂ over
 * samples that p̂ hasn't seen. What to compare families by: the higher one is nearer to the data in KL, since
 * E log p̂ = −H(p) − KL(p‖p̂).
 *
 * The p̂ meant is one fitted to the part that isn't held out. The error is that of the held-out samples' mean; that the
 * folds' fits share samples is neglected. −∞, with a warning, where a held-out sample has no mass.
 *
 * Source: Stone 1974, "Cross-Validatory Choice and Assessment of Statistical Predictions".
 *
 * @param samples - the samples
 * @param family - the densities to fit
 * @param options - `folds` or `fraction`; `seed` draws the parts; `signal`, `confidence`
 * @returns the mean log-likelihood of a held-out sample, in nats; `sampleSizes.p` counts the held-out samples
 * @throws ArgumentError if the samples are too few for the folds or the family, an option is out of range, or a log-density
 * is NaN, +Infinity or no number
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * import { gaussianFamily, heldOutLogLikelihood } from 'gan-core/estimators';
 * const random = createRandom(1);
 * const draw = (mean: number) => Array.from({ length: 2000 }, () => [mean + random.normal()]);
 * const { value } = await heldOutLogLikelihood(draw(0), gaussianFamily());
 * // The truth is −½·log(2πe) = −1.419.
 * console.log(value.toFixed(1)); // → -1.4
 * ```
 */
export async function heldOutLogLikelihood<Parameters>(
  samples: Samples,
  family: DensityFamily<Parameters>,
  options: HeldOutLogLikelihoodOptions = {},
): Promise<Estimate> {
  checkFamily('family', family);
  const { seed, signal, confidence } = checkEstimateOptions(options, ['folds', 'fraction']);
  const { fraction, folds = 5 } = options;
  checkParts(options);
  const matrix = await readSamples(
    'samples',
    samples,
    Math.max(fraction === undefined ? folds : 2, 4),
    signal,
    ' for so many folds',
  );
  const pauses = createPauses(signal);
  const random = createRandom(seed);
  const parts =
    fraction === undefined
      ? await splitIntoFolds(matrix, folds, random, pauses)
      : [await holdOut(matrix, fraction, random, pauses)];
  const parted: Float64Array[] = [];
  const warnings = new Set<string>();
  let converged = true;
  for (const { train, heldOut } of parts) {
    const fit = await fitFamily(family, train, { argument: 'samples', random: random.fork(), pauses });
    for (const warning of fit.warnings ?? []) warnings.add(warning);
    converged &&= fit.converged ?? true;
    parted.push(await logDensitiesOf(fit, heldOut, pauses));
  }
  const values = await joined(parted, pauses);
  if (values.length < 2) {
    throw new ArgumentError(
      'fraction',
      `holds out ${values.length} of ${matrix.count} samples; expected at least 2. Hold out more.`,
    );
  }
  const estimate = await meanEstimate(values, confidence, pauses);
  return {
    ...estimate,
    estimator: 'held-out log-likelihood',
    sampleSizes: { p: values.length, q: 0 },
    converged,
    warnings: [...warnings, ...estimate.warnings],
  };
}

async function joined(parts: readonly Float64Array[], pauses: Pauses): Promise<Float64Array> {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    if (pauses.due()) await pauses.take();
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function checkParts({ folds, fraction }: HeldOutLogLikelihoodOptions): void {
  if (folds !== undefined && fraction !== undefined) {
    throw new ArgumentError('fraction', 'got it together with folds; expected one of the two.');
  }
  if (folds !== undefined) checkWholeNumber('folds', folds, 2);
  if (fraction !== undefined) checkNumber('fraction', fraction, interval('(0, 1)'));
}
