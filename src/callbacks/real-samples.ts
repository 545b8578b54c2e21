import { concat, gather, slice, Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { isFunction } from '../errors';
import { createRandom, type Random, withSeededMathRandom } from '../random';
import { type Condition, conditionTensors, mapCondition } from '../tfjs';

/** Real samples, with their condition where the data have one. */
export interface RealSamples {
  readonly real: Tensor;
  readonly condition?: Condition;
}

/**
 * Takes real samples out of a run's data, without a trace in the training: rows of tensors, spread evenly; fresh draws of a
 * sampler; the first rows of an array's batches. Other iterables and datasets are left alone, since going through them could
 * change what training gets.
 *
 * @returns tensors of their own, or undefined where the data can't be looked at, or have nothing called `real`
 */
export function takeRealSamples(data: unknown, count: number): RealSamples | undefined {
  if (Array.isArray(data)) return firstRows(data, count);
  const whole = samplesOf(data);
  if (whole) return rowsOf(whole, count);
  const sampler = data as { sample?(count: number, random: Random): unknown } | null;
  if (typeof data !== 'object' || !isFunction(sampler?.sample)) return undefined;
  const random = createRandom(0);
  let drawn: RealSamples | undefined;
  withSeededMathRandom(random, () =>
    tidy(() => {
      drawn = samplesOf(sampler!.sample!(count, random));
      return drawn ? tensorsOf(drawn) : [];
    }),
  );
  return drawn;
}

/** Samples where data are some: a tensor, or what has one as `real`. */
function samplesOf(data: unknown): RealSamples | undefined {
  if (data instanceof Tensor) return data.rank > 0 && data.size > 0 ? { real: data } : undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  const { real, condition } = data as { readonly real?: unknown; readonly condition?: Condition };
  if (!(real instanceof Tensor) || real.rank === 0 || real.size === 0) return undefined;
  const tensors: readonly unknown[] = conditionTensors(condition);
  const isCondition = tensors.length > 0 && tensors.every((tensor) => tensor instanceof Tensor);
  return isCondition ? { real, condition: condition! } : { real };
}

function tensorsOf({ real, condition }: RealSamples): Tensor[] {
  return [real, ...conditionTensors(condition)];
}

function map({ real, condition }: RealSamples, change: (tensor: Tensor) => Tensor): RealSamples {
  return { real: change(real), ...(condition && { condition: mapCondition(condition, change) }) };
}

/** Rows from all over: the data may be sorted by class. */
function rowsOf(whole: RealSamples, count: number): RealSamples {
  const rows = whole.real.shape[0]!;
  const taken = Math.min(count, rows);
  const indices = Int32Array.from({ length: taken }, (_, index) => Math.floor((index * rows) / taken));
  const at = tensor1d(indices, 'int32');
  try {
    return map(whole, (tensor) => gather(tensor, at));
  } finally {
    at.dispose();
  }
}

/** The first rows of batches, as many as there are. */
function firstRows(batches: readonly unknown[], count: number): RealSamples | undefined {
  const taken: RealSamples[] = [];
  let rows = 0;
  for (const batch of batches) {
    const samples = samplesOf(batch);
    if (!samples || rows >= count) break;
    taken.push(samples);
    rows += samples.real.shape[0]!;
  }
  const [first] = taken;
  if (!first) return undefined;
  const length = Math.min(rows, count);
  let joined: RealSamples | undefined;
  tidy(() => {
    const all = tensorsOf(first).map((_, index) => concat(taken.map((each) => tensorsOf(each)[index]!)));
    const kept = all.map((tensor) => slice(tensor, 0, length));
    let next = 0;
    joined = map(first, () => kept[next++]!);
    return kept;
  });
  return joined;
}
