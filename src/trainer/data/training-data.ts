import { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';
import type { Random } from '../../random';
import type { Condition } from '../../tfjs';
import { mapBatch, type RealBatch, tensorsOfBatch } from './batch';
import type { BatchForm } from './batch-form';
import type { BatchSource } from './batch-source';
import { type ConditionTraits, checkBatch, checkCondition } from './check-batch';
import type { DataPosition } from './data-position';
import { type DatasetLike, openData } from './open-data';

/** Real samples, alone or with a condition. */
export type TrainingSamples = Tensor | ConditionedSamples;

/** Real samples with what they are like: a label each, say, or a picture each. */
export interface ConditionedSamples {
  /** The samples: float32 `[batch, ...sample]`. */
  readonly real: Tensor;
  /** Their condition, batch first: it goes to both networks. */
  readonly condition: Condition;
}

/** Source of samples that draws afresh each time: `gaussianRing()`, say, or one of your own that gives conditions too. */
export interface DataSampler {
  /** The shape of one sample. */
  readonly shape: readonly number[];
  /** Draws `count` samples; the Trainer disposes of them. */
  sample(count: number, random: Random): TrainingSamples;
}

/**
 * Data that a run trains on: all samples in one tensor (shuffled anew each epoch, cut into batches; what is left over at
 * the end of an epoch waits for the next shuffle); a sampler, drawn from afresh for every batch; or batches: an
 * array, a dataset of tfjs-data, or any iterable or async iterable, gone through again and again while it gives more.
 *
 * Wherever there is a tensor of samples, `{ real, condition }` may stand for a conditional GAN; of a dataset of tfjs-data also
 * `{ xs, ys }`, `ys` being the condition.
 *
 * The Trainer disposes of the batches that it or a tfjs-data dataset made, and of nothing else.
 */
export type TrainingData =
  | TrainingSamples
  | DataSampler
  | DatasetLike
  | Iterable<TrainingSamples>
  | AsyncIterable<TrainingSamples>;

/** Opens any form of training data. */
export function openTrainingData(
  data: TrainingData,
  batchSize: number,
  random: Random,
  at?: DataPosition,
): BatchSource<RealBatch> {
  checkForm(data);
  return openData(data, realBatches, batchSize, random, at);
}

/** Batches of real samples, with a condition or without. */
export const realBatches: BatchForm<RealBatch> = {
  wholeOf(data) {
    if (data instanceof Tensor) return { real: data };
    return 'real' in data ? (data as ConditionedSamples) : undefined;
  },
  checkWhole(whole) {
    const { real, condition } = whole;
    if (real.rank < 2 || real.size === 0) {
      throw new ArgumentError(
        'data',
        `got a tensor of shape [${real.shape}]; expected [samples, ...sample], not empty.`,
      );
    }
    if (real.dtype === 'string' || real.dtype === 'complex64')
      throw new ArgumentError('data', `got a tensor of ${real.dtype}; expected one of float32.`);
    if ('condition' in whole) checkCondition(condition, real.shape[0]!);
  },
  batchOf(value) {
    if (typeof value === 'object' && value !== null && !(value instanceof Tensor)) {
      const { real, condition, xs, ys } = value as Partial<Record<'real' | 'condition' | 'xs' | 'ys', never>>;
      if (real !== undefined) return { real, condition };
      if (xs !== undefined) return { real: xs, condition: ys };
    }
    return { real: value as Tensor };
  },
  tensorsOf: tensorsOfBatch,
  map: mapBatch,
  checkOfRun() {
    let sampleShape: number[] | undefined;
    let traits: ConditionTraits | undefined;
    return ({ real, condition }) => {
      checkBatch(real, sampleShape);
      traits = checkCondition(condition, real.shape[0]!, traits);
      sampleShape ??= real.shape.slice(1);
    };
  },
};

/** The members by which the forms of data are told, but for a tensor, in the order in which they are looked for. */
const forms = [
  ['real', 'what has a condition'],
  ['sample', 'a sampler such as gaussianRing()'],
  ['iterator', 'a dataset of tfjs-data'],
  [Symbol.asyncIterator, 'an async iterable of batches'],
  [Symbol.iterator, 'an iterable of batches'],
] as const;

/** Refuses what is no form of training data. */
export function checkForm(data: TrainingData): void {
  if (data instanceof Tensor) return;
  const isObject = typeof data === 'object' && data !== null;
  const form = isObject ? forms.find(([member]) => member in data) : undefined;
  if (!form) {
    const hint = typeof data === 'function' ? ': call it, if it is a generator function' : '';
    throw new ArgumentError(
      'data',
      `got ${describeValue(data)}; expected a tensor of samples, a sampler, a dataset of tfjs-data, or an iterable of batches${hint}.`,
    );
  }
  const [member, name] = form;
  const value = (data as unknown as Record<PropertyKey, unknown>)[member];
  if (typeof value === 'function' || (member === 'real' && value instanceof Tensor)) return;
  const came = `has ${describeValue(value)} as ${String(member)}`;
  const expected =
    member === 'real' ? 'a tensor of samples, beside `condition`' : `a function: ${name} has one`;
  throw new ArgumentError('data', `${came}; expected ${expected}.`);
}
