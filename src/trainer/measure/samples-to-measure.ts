import { dispose, slice, Tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, checkSize, describeValue } from '../../errors';
import type { FlatSamples } from '../../estimators';
import type { Random } from '../../random';
import { createPauses } from '../../scheduling';
import { type Condition, conditionTensors, mapCondition } from '../../tfjs';
import { RunControl } from '../control/run-control';
import { disposeBatch, mapBatch, type RealBatch } from '../data/batch';
import { BatchStream } from '../data/batch-stream';
import { type Features, type GatheredCondition, GatheredSamples } from '../data/gathered-samples';
import {
  checkForm,
  openTrainingData,
  realBatches,
  type TrainingData,
  type TrainingSamples,
} from '../data/training-data';

/** Members of a Trainer that a measurement needs. */
export interface Measurable {
  /** Samples of the generator: see {@link Trainer.sample}. */
  sample(
    count: number,
    options?: { readonly seed?: number; readonly condition?: Condition },
  ): Promise<Tensor>;
}

/** Most samples that are drawn at a time, and most numbers: a pause must come soon, and memory must suffice. */
const BLOCK = { samples: 1000, generatedValues: 2 ** 16, realValues: 2 ** 20 };

/** Real samples in ordinary memory, with their conditions. */
export interface RealSamples {
  readonly samples: FlatSamples;
  readonly count: number;
  readonly valuesPerSample: number;
  /** Conditions of all samples in order; none where the data have none. */
  readonly conditions: readonly GatheredCondition[];
  /** Frees the conditions. */
  dispose(): void;
}

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
): Promise<RealSamples> {
  checkForm(data);
  const gathered = new GatheredSamples(features, createPauses(signal));
  const wanted = () =>
    gathered.dimension === undefined ? Number.POSITIVE_INFINITY : most(gathered.dimension);
  try {
    if (data instanceof Tensor || 'real' in data) {
      const { shape } = data instanceof Tensor ? data : data.real;
      const rows = most(features ? 1 : util.sizeFromShape(shape.slice(1)));
      await gatherRows(gathered, (await openTrainingData(data, rows, random).next())!, wanted);
    } else {
      const once = isSampler(data) ? undefined : onePass(data);
      const batchSize = isSampler(data) ? samplesAtATime(data, most, features) : 1;
      const batches = openTrainingData(once?.data ?? data, batchSize, random);
      await gatherBatches(gathered, batches, wanted, once?.ended, new RunControl(signal));
    }
    if (gathered.count === 0)
      throw new ArgumentError('data', 'ended before the first batch; expected at least one.');
  } catch (error) {
    gathered.disposeConditions();
    throw error;
  }
  const { valuesPerSample, conditions } = gathered;
  const count = Math.min(gathered.count, wanted());
  return {
    samples: gathered.join(count),
    count,
    valuesPerSample,
    conditions,
    dispose: () => gathered.disposeConditions(),
  };
}

/** Gathers rows of a tensor, block by block, and disposes of it. */
async function gatherRows(gathered: GatheredSamples, rows: RealBatch, wanted: () => number): Promise<void> {
  const total = rows.real.shape[0]!;
  try {
    for (let start = 0; start < total && gathered.count < wanted(); start += BLOCK.samples) {
      const block = mapBatch(rows, (each) => slice(each, start, Math.min(BLOCK.samples, total - start)));
      try {
        await gathered.add(block);
      } finally {
        disposeBatch(block);
      }
    }
  } finally {
    disposeBatch(rows);
  }
}

/**
 * Gathers batches until there are as many samples as wanted.
 *
 * @param ended - whether what came last isn't new; a sampler has none, its draws are always new
 */
async function gatherBatches(
  gathered: GatheredSamples,
  source: ReturnType<typeof openTrainingData>,
  wanted: () => number,
  ended: (() => boolean) | undefined,
  control: RunControl,
): Promise<void> {
  const batches = new BatchStream(source, realBatches, control);
  control.begin();
  try {
    while (gathered.count < wanted()) {
      const batch = await batches.next();
      if (!batch) break;
      try {
        if (ended?.()) break;
        await gathered.add(batch);
        // How many values a sample has is known only now where `features` make them, and how many samples, of batches without an end.
        const samples = ended ? gathered.count : wanted();
        checkSize('samples', samples * gathered.dimension!, 'values');
      } finally {
        batch.release();
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

/** Draws as many samples of the generator, into ordinary memory: under the conditions of the real ones, where they have some. */
export async function generatedSamples(
  trainer: Measurable,
  { count, valuesPerSample, conditions }: Pick<RealSamples, 'count' | 'valuesPerSample' | 'conditions'>,
  features: Features,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<FlatSamples> {
  const gathered = new GatheredSamples(features, createPauses(signal));
  const atATime = Math.min(BLOCK.samples, Math.max(1, Math.floor(BLOCK.generatedValues / valuesPerSample)));
  const draw = async (size: number, condition: Condition | undefined) => {
    const given = condition === undefined ? {} : { condition };
    const real = await trainer.sample(size, { seed: random.integer(2 ** 31), ...given });
    try {
      await gathered.add({ real });
    } finally {
      real.dispose();
    }
  };
  if (conditions.length === 0)
    while (gathered.count < count) await draw(Math.min(atATime, count - gathered.count), undefined);
  for (const { condition, count: rows } of conditions) {
    for (let start = 0; start < rows && gathered.count < count; start += atATime) {
      const size = Math.min(atATime, rows - start, count - gathered.count);
      const part = mapCondition(condition, (each) => slice(each, start, size));
      try {
        await draw(size, part);
      } finally {
        dispose([...conditionTensors(part)]);
      }
    }
  }
  return gathered.join();
}

/** Number of samples to draw of a sampler at a time. */
function samplesAtATime(
  { shape }: { readonly shape: readonly number[] },
  most: (valuesPerSample: number) => number,
  features: Features,
): number {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isInteger(size) && size > 0)) {
    throw new ArgumentError(
      'data',
      `has ${describeValue(shape)} as shape; expected a list of sizes, as the samplers of gan-core/distributions have.`,
    );
  }
  const values = util.sizeFromShape(shape);
  if (!features) checkSize('samples', most(values) * values, 'values');
  const count = features ? BLOCK.samples : most(values);
  return Math.min(count, Math.max(1, Math.floor(BLOCK.realValues / values)));
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
  const batches = data as Iterable<TrainingSamples>;
  return { data: { [Symbol.iterator]: counted(() => batches[Symbol.iterator]()) }, ended };
}
