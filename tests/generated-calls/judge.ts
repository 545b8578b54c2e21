import * as tf from '@tensorflow/tfjs-core';
import { isGanCoreError } from 'gan-core';
import type { GeneratedCall } from './generated-call';
import { type NastyValue, ownError } from './nasty-values';
import type { Recipe } from './recipe';

const LONGEST_CALL = 5000;
const LONGEST_MESSAGE = 1000;
/** When work that was asked for, a billion steps say, is broken off by the signal among the options. */
const PATIENCE = 250;
/** The same for a call that is right, which is short: on a busy machine its first steps may take long. */
const PATIENCE_WITH_RIGHT_CALLS = 4000;

/** The reason of {@link givenUp}'s signals. */
const outOfPatience = new Error('the caller lost patience');
let patience: AbortController | undefined;

/** A signal for options: it is aborted where the call goes on for long. */
export function givenUp(): AbortSignal {
  patience ??= new AbortController();
  return patience.signal;
}

const unhandled: unknown[] = [];
process.on('unhandledRejection', (error) => unhandled.push(error));

/** Makes the call, and tells what is wrong with how it went; undefined where nothing is. */
export async function judge(
  { call, given, otherNames = [] }: Recipe,
  generated: GeneratedCall,
): Promise<string | undefined> {
  const before = tf.memory();
  patience = undefined;
  const right = given();
  const longest = generated.stillRight ? PATIENCE_WITH_RIGHT_CALLS : PATIENCE;
  const timer = setTimeout(() => patience?.abort(outOfPatience), longest);
  const started = performance.now();
  let problem: string | undefined;
  const values = generated.argumentsFrom(right);
  try {
    const result = await settled(call(...(values as never[])));
    await release(result, right);
  } catch (error) {
    problem = problemOf(error, [...generated.names, ...otherNames], generated.names.length > 0);
    if (generated.stillRight) problem ??= `refused: ${String(error)}`;
  }
  clearTimeout(timer);
  const milliseconds = performance.now() - started;
  if (milliseconds > LONGEST_CALL) problem ??= `took ${Math.round(milliseconds)} ms`;
  if (Object.values(right).some(isDisposedTensor)) problem ??= 'disposed of an argument';
  await release(right, {});
  await new Promise((resolve) => setImmediate(resolve));
  const after = tf.memory();
  const leaked = after.numTensors - before.numTensors;
  if (leaked !== 0) problem ??= `leaves ${leaked} tensors`;
  if (after.numDataBuffers !== before.numDataBuffers) problem ??= `leaves data of tensors`;
  if ([...kept].some((tensor) => tensor.isDisposed)) problem ??= "disposed of somebody else's tensor";
  if (unhandled.length > 0) problem ??= `an unhandled rejection: ${unhandled.splice(0)}`;
  return problem;
}

/** The result, once it is there; an error where that takes too long. */
async function settled(result: unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("didn't end")), LONGEST_CALL);
  });
  try {
    return await Promise.race([result, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function problemOf(error: unknown, names: readonly string[], mustName: boolean): string | undefined {
  if (error === ownError || error === outOfPatience) return undefined;
  if (!isGanCoreError(error)) return `throws ${describe(error)}`;
  if (error.message.length > LONGEST_MESSAGE) return `a message of ${error.message.length} characters`;
  const named = names.some((name) => new RegExp(`(^|\\W)${name}(\\W|$)`).test(error.message));
  return !mustName || named || error.code !== 'ERR_ARGUMENT'
    ? undefined
    : `doesn't name it: ${error.message}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `what is no error: ${typeof error}`;
  const [where] = error.stack?.split('\n').filter((line) => /gan-core|src\//.test(line)) ?? [];
  return `${error.name}: ${error.message.slice(0, 200)} ${where?.trim().replace(/\(.*\/src\//, '(src/') ?? ''}`;
}

function isDisposedTensor(value: unknown): boolean {
  return value instanceof tf.Tensor && value.isDisposed;
}

/** Frees the tensors in a result that aren't the caller's, and whatever has a `dispose`. */
async function release(result: unknown, keep: Readonly<Record<string, unknown>>, depth = 0): Promise<void> {
  try {
    if (typeof result !== 'object' || result === null || depth > 4) return;
    if (result instanceof tf.Tensor) {
      if (!kept.has(result) && !Object.values(keep).includes(result) && !result.isDisposed) result.dispose();
      return;
    }
    if (ArrayBuffer.isView(result)) return;
    if ('built' in result) return; // a layer, which is among the values
    for (const value of Object.values(result).slice(0, 20)) await release(value, keep, depth + 1);
    if ('dispose' in result && typeof result.dispose === 'function') result.dispose();
  } catch (error) {
    if (error !== ownError) throw error;
  }
}

const kept = new Set<tf.Tensor>();

/** Has tensors outlive every call. */
export function keepTensors(values: readonly NastyValue[]): void {
  for (const { tensor } of values) if (tensor && !tensor.isDisposed) kept.add(tensor);
}
