import { cast, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  checkTensor,
  checkWholeNumber,
  describeValue,
  isTensor,
  refuseUnknownKeys,
} from '../../errors';
import type { FlatSamples } from '../../estimators';
import { checkSignal, createPauses, orAborted, type Pauses, throwIfAborted } from '../../scheduling';
import { abortable } from './feature-blocks';
import { call, checkNetwork, type NetworkOrFunction, rowsOf } from './network-or-function';

/** Options of {@link extractFeatures}. */
export interface ExtractFeaturesOptions {
  /** Samples that the network is asked for at a time, of a tensor. Default 64. Blocks of an iterable are asked for as they are. */
  readonly batchSize?: number;
  /** Aborting it makes the promise reject with the signal's reason, after the batch that is under way. */
  readonly signal?: AbortSignal;
}

/**
 * Asks a network for the features of samples, batch by batch: what a metric then takes, as often as one likes. One row for each sample;
 * what is left of its output's axes is laid out in one row, the last axis first to move.
 *
 * The network is called as it is in use, with `training: false`. In memory are the features, 4 bytes each, and one batch.
 *
 * @param samples - a tensor with a sample in each row, or an iterable of such, sync or async; they are read and not disposed of
 * @param network - a function of a batch, or a model: {@link featuresFrom}, {@link randomFeatures}, {@link pixelFeatures}, a
 *   {@link digitClassifier}'s, or yours; or an async function that gives rows in a flat array: {@link featuresFromPipeline}. Tensors that such
 *   a one makes before it first waits are freed then
 * @param options - `batchSize`, `signal`
 * @returns the features, point after point, with their number per sample as `dimension`
 * @throws ArgumentError for samples that are no tensors, none, or that give another number of features than the first; for a network
 *   that gives no row for each sample; or a wrong option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { extractFeatures } from 'gan-core/metrics';
 * const images = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1]);
 * const brightest = (batch: tf.Tensor) => tf.max(batch, [1, 2]);
 * const { values, dimension } = await extractFeatures(images, brightest);
 * console.log(values[0], values[1], dimension); // → 4 8 1
 * ```
 */
export async function extractFeatures(
  samples: Tensor | Iterable<Tensor> | AsyncIterable<Tensor>,
  network: NetworkOrFunction | ((batch: Tensor) => PromiseLike<FlatSamples>),
  options: ExtractFeaturesOptions = {},
): Promise<FlatSamples> {
  refuseUnknownKeys(options, ['batchSize', 'signal']);
  const { batchSize = 64, signal } = options;
  checkWholeNumber('batchSize', batchSize, 1);
  checkSignal(signal);
  checkNetwork('network', network);
  const pauses = createPauses(signal);
  const blocks: Float32Array[] = [];
  let dimension = 0;
  for await (const batch of batchesOf(samples, batchSize, pauses)) {
    const count = batch.shape[0]!;
    const block = await featuresOf(batch, network, pauses);
    dimension ||= block.length / count;
    if (block.length !== dimension * count) throw unlike(block.length / count, dimension);
    blocks.push(block);
    throwIfAborted(signal);
    if (pauses.due()) await pauses.take();
  }
  if (blocks.length === 0) throw new ArgumentError('samples', 'got none; expected at least one.');
  return { values: joined(blocks), dimension };
}

/** Source of the features of a batch: at once, or later. */
type FeatureSource = NetworkOrFunction | ((batch: Tensor) => PromiseLike<FlatSamples>);

async function featuresOf(batch: Tensor, network: FeatureSource, pauses: Pauses): Promise<Float32Array> {
  let later: PromiseLike<unknown> | undefined;
  const features = tidy(() => {
    const given = call(network as NetworkOrFunction, batch);
    if (typeof (given as PromiseLike<unknown> | null)?.then !== 'function')
      return cast(rowsOf('network', given, batch), 'float32').clone();
    later = given as PromiseLike<unknown>;
    return undefined;
  });
  if (features === undefined) return flatRows(await orAborted(later!, pauses), batch.shape[0]!);
  try {
    return (await orAborted(features.data(), pauses)) as Float32Array;
  } finally {
    features.dispose();
  }
}

/** The values that came later, if they are rows for all of the batch. */
function flatRows(given: unknown, count: number): Float32Array {
  const { values, dimension } = (given ?? {}) as Partial<FlatSamples>;
  const fits = values !== undefined && values.length === count * (dimension ?? 0) && count > 0;
  if (fits && values.length > 0) return Float32Array.from(values);
  throw new ArgumentError(
    'network',
    `promised ${describeValue(given)} of a batch of ${count}; expected \`{ values, dimension }\`, \`dimension\` numbers for each.`,
  );
}

/** The samples of a tensor in parts, each disposed of once the next is asked for; or the batches of an iterable. */
async function* batchesOf(
  samples: Tensor | Iterable<Tensor> | AsyncIterable<Tensor>,
  batchSize: number,
  pauses: Pauses,
): AsyncGenerator<Tensor, void> {
  if (!isTensor(samples)) {
    if (!isIterable(samples)) throw noTensor(samples);
    for await (const batch of abortable('samples', samples, pauses)) {
      checkBatch(batch);
      yield batch;
    }
    return;
  }
  checkBatch(samples);
  const [count] = samples.shape as [number];
  for (let first = 0; first < count; first += batchSize) {
    const size = Math.min(batchSize, count - first);
    // Between two batches others run, who may free it.
    if (first > 0) checkBatch(samples);
    const batch = slice(samples, [first], [size]);
    try {
      yield batch;
    } finally {
      batch.dispose();
    }
  }
}

function checkBatch(batch: Tensor): void {
  checkTensor('samples', batch, { expected: 'a tensor of numbers with a sample in each row', leastRank: 1 });
  if (batch.dtype === 'string' || batch.dtype === ('complex64' as string)) throw noTensor(batch);
}

function isIterable(value: unknown): value is Iterable<Tensor> | AsyncIterable<Tensor> {
  return (
    typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}

function noTensor(got: unknown): ArgumentError {
  return new ArgumentError(
    'samples',
    `got ${describeValue(got)}; expected a tensor of numbers with a sample in each row, or an iterable of such.`,
  );
}

function unlike(got: number, expected: number): ArgumentError {
  return new ArgumentError(
    'network',
    `gave ${got} features of a sample where it gave ${expected} of the first ones; expected as many. Samples must be of one shape.`,
  );
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  if (blocks.length === 1) return blocks[0]!;
  const values = new Float32Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    values.set(block, at);
    at += block.length;
  }
  return values;
}
