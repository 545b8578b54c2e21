import { Tensor } from '@tensorflow/tfjs-core';
import type { ReadState } from './apply-checkpoint';

/** Most that a count or a size of a checkpoint may be: beyond that it is forged, and would keep a run busy for good. */
const MOST = 2 ** 40;

/**
 * Tells whether it is what `capture` wrote: all parts are there, and those that nobody else looks at are as they must be.
 *
 * @param ofFile - the step that the file tells
 */
export function isReadState(read: unknown, ofFile: number): read is ReadState {
  if (!isRecord(read)) return false;
  const { trainer, networks, kept, stepStreams, progress, streams, reports, callbacks, data, batch } = read;
  return (
    typeof trainer === 'string' &&
    [networks, kept, progress, streams, callbacks].every(isRecord) &&
    Object.values(networks!).every((weights) => Array.isArray(weights) && weights.every(isWeight)) &&
    Object.values(kept!).every((each) => isRecord(each) && isRecord(each.tensors)) &&
    [stepStreams, reports].every(Array.isArray) &&
    isProgress(read as unknown as ReadState, ofFile) &&
    isPlace(data) &&
    isBatch(batch)
  );
}

function isWeight(weight: unknown): boolean {
  return isRecord(weight) && Object.values(weight)[0] instanceof Tensor;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the counts are some, and the step is the file's. */
function isProgress({ step, progress, reports }: ReadState, ofFile: number): boolean {
  const { unreportedSteps, counts = {}, watch } = progress as Readonly<Record<string, unknown>>;
  const looks = isRecord(watch) ? watch.looks : undefined;
  return (
    step === ofFile &&
    (progress as { step?: unknown }).step === ofFile &&
    isCount(unreportedSteps) &&
    isRecord(counts) &&
    Object.values(counts).every(isCount) &&
    Array.isArray(looks) &&
    looks.every(isCount) &&
    reports.every(isRecord)
  );
}

/** Whether it is a place in data, or none. */
function isPlace(data: unknown): data is ReadState['data'] {
  if (data === undefined) return true;
  if (!isRecord(data) || !isRecord(data.random)) return false;
  const { kind, taken, passes, order, batchSize } = data;
  if (kind === 'sampler') return true;
  if (kind === 'passes') return isCount(taken) && isCount(passes);
  if (kind !== 'rows' || !isCount(batchSize) || batchSize === 0 || !isCount(taken)) return false;
  return order instanceof Int32Array && taken <= order.length && isPermutation(order);
}

function isPermutation(order: Int32Array): boolean {
  const seen = new Uint8Array(order.length);
  for (const row of order) {
    if (!(row >= 0 && row < order.length) || seen[row]) return false;
    seen[row] = 1;
  }
  return true;
}

/** Whether these are shapes of a batch that can be made, or none. */
function isBatch(batch: unknown): batch is ReadState['batch'] {
  if (batch === undefined) return true;
  if (!isRecord(batch) || !isShape(batch.real)) return false;
  const { condition } = batch;
  return (
    condition === undefined || isShape(condition) || (Array.isArray(condition) && condition.every(isShape))
  );
}

function isShape(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.shape)) return false;
  const size = value.shape.reduce(
    (product: number, each: unknown) => (isCount(each) ? product * each : Number.NaN),
    1,
  );
  return size <= 2 ** 28 && ['float32', 'int32', 'bool'].includes(value.dtype as string);
}
