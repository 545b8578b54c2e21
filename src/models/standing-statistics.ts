import { dispose, div, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Sampler } from '../distributions';
import {
  ArgumentError,
  checkFunction,
  checkMembers,
  checkSize,
  checkTensor,
  checkWholeNumber,
  refusePromise,
  refuseUnknownKeys,
  refuseUnless,
} from '../errors';
import { checkSeed, createRandom, type Random } from '../random';
import { createPauses } from '../scheduling';
import {
  type Condition,
  conditionTensors,
  type Layer,
  replaceLayerCalls,
  type TrainableModel,
  visitLayers,
} from '../tfjs';
import { type BatchNormalization, checkFinite, normalizedByBatch, type Sums } from './normalized-by-batch';

/** Options of {@link standingStatistics}. */
export interface StandingStatisticsOptions {
  /** Draws the noise of each batch: a generator's latent distribution. It, or `inputs`, must be given. */
  readonly latent?: Sampler;
  /** Gives the inputs of batch 0, 1, …, in place of `latent`; tensors that it makes are freed after the batch. */
  readonly inputs?: (batch: number) => Condition;
  /**
   * Gives the conditions of a batch, labels say, beside `latent`: a model with several inputs gets them behind the noise, and every
   * layer finds them in `kwargs.condition`.
   */
  readonly condition?: (count: number, random: Random) => Condition;
  /** Number of batches that the statistics are the average of. Default 100, as in the paper. */
  readonly batches?: number;
  /** Number of latents in a batch. Default 64. */
  readonly batchSize?: number;
  /** Seeds the noise. Default 0. */
  readonly seed?: number;
  /** Ends it early, with the model as it was. */
  readonly signal?: AbortSignal;
}

/**
 * Computes the moving mean and variance of every batch normalization anew, as the plain average of those of n batches: standing
 * statistics. The moving averages of training belong to a generator that moved meanwhile; samples of a GAN with batch
 * normalization are often better by these.
 *
 * In these batches the batch normalizations take the batch's own mean and variance, as in training; all other layers act as in
 * sampling. Variances are those that tfjs-layers computes, Σ(x − mean)²/m, where PyTorch has m − 1. Frozen layers keep their statistics.
 * Call it between runs. It is all or nothing: after an error or an abort, the model is as it was.
 *
 * Source: Brock, Donahue & Simonyan 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix D.
 *
 * @param model - a model of tfjs-layers, or one that shows its `layers`; it stands by its current weights, not a moving average's
 * @param options - `latent` or `inputs`, and the number of batches
 * @returns a promise, done when the statistics are in place
 * @throws ArgumentError for a model without a batch normalization, or one that a run trains now; for options that are missing,
 *   unknown or out of range; for a batch with one value a channel, and statistics that are NaN or infinite
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { standingStatistics } from 'gan-core/models';
 * const normalization = layers.batchNormalization({ inputShape: [1] });
 * const model = sequential({ layers: [normalization] });
 * const batches = [tf.tensor2d([[1], [3]]), tf.tensor2d([[4], [8]])]; // means 2 and 6, variances 1 and 4
 * await standingStatistics(model, { inputs: (batch) => batches[batch]!, batches: 2 });
 * const [, , mean, variance] = normalization.getWeights();
 * console.log(mean?.dataSync()[0], variance?.dataSync()[0]); // → 4 2.5
 * ```
 */
export async function standingStatistics(
  model: TrainableModel,
  options: StandingStatisticsOptions,
): Promise<void> {
  checkMembers('model', model, { expected: 'a model of tfjs-layers', functions: ['apply'] });
  const { batches, inputsOf, signal } = readOptions(model, options);
  const found = normalizationsOf(model);
  const pauses = createPauses(signal);
  const sums = new Map<BatchNormalization, Sums>();
  try {
    for (let batch = 0; batch < batches; batch++) {
      if (pauses.due()) await pauses.take();
      refuseInTraining(found);
      runBatch(model, found, sums, () => inputsOf(batch));
    }
    await checkFinite(sums);
    refuseInTraining(found);
    tidy(() => {
      for (const [layer, { mean, variance, count }] of sums) {
        layer.movingMean.write(div(mean, count));
        layer.movingVariance.write(div(variance, count));
      }
    });
  } finally {
    for (const { mean, variance } of sums.values()) dispose([mean, variance]);
  }
}

/** The inputs and the condition of one batch. */
interface BatchInputs {
  readonly inputs: Condition;
  readonly condition?: Condition;
}

function readOptions(model: TrainableModel, options: StandingStatisticsOptions) {
  refuseUnknownKeys(options, ['latent', 'inputs', 'condition', 'batches', 'batchSize', 'seed', 'signal']);
  const { latent, inputs, condition, batches = 100, batchSize = 64, seed = 0, signal } = options;
  checkWholeNumber('batches', batches, 1);
  checkWholeNumber('batchSize', batchSize, 1);
  checkSize('batchSize', batchSize, 'latents a batch');
  checkSeed(seed);
  if ((latent === undefined) === (inputs === undefined)) {
    const came = latent === undefined ? 'neither is given' : 'both are given';
    throw new ArgumentError('latent, inputs', `${came}; expected one: latent: normalLatent(64), say.`);
  }
  if (condition !== undefined)
    checkFunction('condition', condition, 'a function (count, random) => the conditions');
  const random = createRandom(seed);
  if (inputs !== undefined) {
    checkFunction('inputs', inputs, 'a function (batch) => the inputs of that batch');
    if (condition !== undefined)
      throw new ArgumentError(
        'condition',
        'is for `latent`; expected `inputs` to give it, behind the others.',
      );
    const inputsOf = (batch: number): BatchInputs => ({ inputs: checkedTensors('inputs', inputs(batch)) });
    return { batches, signal, inputsOf };
  }
  checkMembers('latent', latent, { expected: 'a sampler, such as normalLatent(64)', functions: ['sample'] });
  const takesSeveral = ((model as { inputs?: readonly unknown[] }).inputs?.length ?? 1) > 1;
  const inputsOf = (): BatchInputs => {
    const noise = checkedTensors('latent', latent!.sample(batchSize, random));
    if (!condition) return { inputs: noise };
    const conditions = checkedTensors('condition', condition(batchSize, random));
    return { inputs: takesSeveral ? [noise, conditions].flat() : noise, condition: conditions };
  };
  return { batches, signal, inputsOf };
}

/** Refuses what a function of the user's gave for a batch, unless it is one tensor or several. */
function checkedTensors(argument: string, drawn: Condition): Condition {
  refusePromise(argument, 'it', drawn, 'give the tensors themselves');
  const expected = 'a batch of numbers, a tensor of rank 1 or more, or an array of such';
  const tensors: readonly Tensor[] = drawn === undefined ? [drawn] : conditionTensors(drawn);
  refuseUnless(tensors.length > 0, argument, drawn, expected);
  for (const each of tensors) {
    checkTensor(argument, each, { expected, leastRank: 1 });
    refuseUnless(each.dtype !== 'string', argument, each, expected);
  }
  return drawn;
}

/** The batch normalizations of a model, those that are frozen apart. */
function normalizationsOf(model: TrainableModel): readonly BatchNormalization[] {
  const found = new Set<BatchNormalization>();
  visitLayers([model], (layer, isFrozen) => {
    if (layer.getClassName?.() === 'BatchNormalization' && !isFrozen())
      found.add(layer as BatchNormalization);
  });
  if (found.size > 0) return [...found];
  throw new ArgumentError(
    'model',
    'has no batch normalization of tfjs-layers that is not frozen; expected at least one.',
  );
}

/** A run has the layers answer by calls of its own. */
function refuseInTraining(found: readonly BatchNormalization[]): void {
  if (!found.some((layer) => Object.hasOwn(layer, 'call'))) return;
  throw new ArgumentError(
    'model',
    'is trained by a run at present; expected one at rest: call it between runs.',
  );
}

function runBatch(
  model: TrainableModel,
  found: readonly BatchNormalization[],
  sums: Map<BatchNormalization, Sums>,
  inputsOf: () => BatchInputs,
): void {
  const isIn = new Set<Layer>(found);
  const restore = replaceLayerCalls([model], (layer) =>
    isIn.has(layer) ? (x) => normalizedByBatch(layer as BatchNormalization, x, sums) : undefined,
  );
  try {
    tidy(() => {
      const { inputs, condition } = inputsOf();
      model.apply(inputs as Tensor, { training: false, ...(condition && { condition }) });
    });
  } finally {
    restore();
  }
  if (found.every((layer) => sums.has(layer))) return;
  const missing = found.find((layer) => !sums.has(layer));
  throw new ArgumentError(
    'model',
    `did not apply its layer '${missing?.name}'; expected it to apply its \`layers\`.`,
  );
}
