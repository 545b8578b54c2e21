import { reshape, slice, Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../errors';
import type { FlatSamples } from '../estimators';
import type { Random } from '../random';
import { BatchStream } from './batch-stream';
import { checkBatch } from './check-game';
import { RunControl } from './run-control';
import { checkForm, openTrainingData, type TrainingData } from './training-data';

/** What a measurement asks of a Trainer. */
export interface Measurable {
  /** Samples of the generator: see {@link Trainer.sample}. */
  sample(count: number, options?: { readonly seed?: number }): Promise<Tensor>;
}

/** How many samples are drawn and read at a time: images of a convolutional generator take memory. */
const BLOCK = 1000;

type Features = ((samples: Tensor) => Tensor) | undefined;

/**
 * Real samples in ordinary memory: a random part of a tensor's rows, fresh draws of a sampler, or the first batches.
 *
 * @param most - how many at most, by the number of values of a sample
 */
export async function realSamples(
  data: TrainingData,
  most: (valuesPerSample: number) => number,
  features: Features,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<FlatSamples> {
  checkForm(data);
  const parts: FlatSamples[] = [];
  let count = 0;
  let wanted = Number.POSITIVE_INFINITY;
  const take = async (batch: Tensor) => {
    const part = await flatten(batch, features);
    parts.push(part);
    count += part.values.length / part.dimension;
    wanted = most(part.dimension);
  };
  if (data instanceof Tensor || isSampler(data)) {
    const perSample = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
    const shape = data instanceof Tensor ? data.shape.slice(1) : data.shape;
    const batch = await openTrainingData(data, most(features ? 1 : perSample(shape)), random).next();
    const { real } = batch!;
    if (!(data instanceof Tensor)) checkBatch(real);
    try {
      for (let start = 0; start < real.shape[0]! && count < wanted; start += BLOCK) {
        const block = slice(real, start, Math.min(BLOCK, real.shape[0]! - start));
        try {
          await take(block);
        } finally {
          block.dispose();
        }
      }
    } finally {
      real.dispose();
    }
  } else {
    const once = onePass(data);
    const control = new RunControl(signal);
    const batches = new BatchStream(openTrainingData(once.data, 1, random), control);
    control.begin();
    try {
      while (count < wanted) {
        const batch = await batches.next();
        if (!batch) break;
        try {
          if (once.ended()) break;
          await take(batch.real);
        } finally {
          if (batch.owned) batch.real.dispose();
        }
      }
    } finally {
      try {
        await batches.close();
      } finally {
        control.end();
      }
    }
  }
  if (count === 0) throw new ArgumentError('data', 'ended before the first batch; expected at least one.');
  return firstRows(join(parts), Math.min(count, wanted));
}

/** As many samples of the generator, in ordinary memory. */
export async function generatedSamples(
  trainer: Measurable,
  count: number,
  features: Features,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<FlatSamples> {
  const parts: FlatSamples[] = [];
  for (let done = 0; done < count; done += BLOCK) {
    signal?.throwIfAborted();
    const block = await trainer.sample(Math.min(BLOCK, count - done), { seed: random.integer(2 ** 31) });
    try {
      parts.push(await flatten(block, features));
    } finally {
      block.dispose();
    }
  }
  return join(parts);
}

/** The samples, or their features, one after the other. */
async function flatten(samples: Tensor, features: Features): Promise<FlatSamples> {
  const count = samples.shape[0]!;
  const flat = tidy(() => {
    const measured = features ? features(samples) : samples;
    if (measured instanceof Tensor && measured.shape[0] === count) return reshape(measured, [count, -1]);
    throw new ArgumentError(
      'features',
      `gave ${describeValue(measured)} for ${count} samples; expected a tensor [${count}, features].`,
    );
  });
  try {
    return { values: (await flat.data()).slice(), dimension: flat.shape[1]! };
  } finally {
    flat.dispose();
  }
}

/** Samples that came in parts, in one array. */
interface JoinedSamples extends FlatSamples {
  readonly values: Float32Array;
}

function join(parts: readonly FlatSamples[]): JoinedSamples {
  const { dimension } = parts[0]!;
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { values, dimension };
}

function firstRows({ values, dimension }: JoinedSamples, rows: number): FlatSamples {
  return { values: values.subarray(0, rows * dimension), dimension };
}

function isSampler(data: TrainingData): data is Extract<TrainingData, { sample: unknown }> {
  return 'sample' in data;
}

/** Batches gone through once: training goes through them again and again, but a sample counted twice would mislead. */
function onePass(data: TrainingData): { data: TrainingData; ended(): boolean } {
  let passes = 0;
  const counted = <T>(open: () => T) => {
    return () => {
      passes++;
      return open();
    };
  };
  const ended = () => passes > 1;
  if ('iterator' in data) return { data: { iterator: counted(() => data.iterator()) }, ended };
  if (Symbol.asyncIterator in data)
    return { data: { [Symbol.asyncIterator]: counted(() => data[Symbol.asyncIterator]()) }, ended };
  const batches = data as Iterable<Tensor>;
  return { data: { [Symbol.iterator]: counted(() => batches[Symbol.iterator]()) }, ended };
}
