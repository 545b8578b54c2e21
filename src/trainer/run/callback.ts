import type { Tensor } from '@tensorflow/tfjs-core';
import type { CheckpointStore } from '../../checkpoints';
import {
  ArgumentError,
  addCause,
  describeValue,
  isFunction,
  refusePromise,
  refuseSameNames,
} from '../../errors';
import type { Estimate } from '../../estimators';
import type { SavedCheckpoint, SaveOptions } from '../checkpoint/checkpoint-options';
import type { TrainingData } from '../data/training-data';
import type { SampleOptions } from '../game/sample-options';
import type { MeasureOptions } from '../measure/measure-options';
import type { TrainingOutcome, TrainingReport } from '../report/report';

/** The Trainer as its callbacks see it. */
export interface RunningTrainer {
  /** Number of steps done, over all runs. */
  readonly step: number;
  /** Samples of the generator: see {@link Trainer.sample}. */
  sample(count: number, options?: SampleOptions): Promise<Tensor>;
  /** A divergence between real samples and the generator's: see {@link Trainer.measure}. */
  measure(data: TrainingData, options?: MeasureOptions): Promise<Estimate>;
  /** Saves all that a run needs to go on: see {@link Trainer.save}. */
  save(store: CheckpointStore, options?: SaveOptions): Promise<SavedCheckpoint>;
  /** Ends the run after the current step. */
  stop(): void;
}

/** Plan of a run that begins. */
export interface TrainingPlan<Data = TrainingData> {
  /** Number of steps done before. */
  readonly fromStep: number;
  /** Number of steps that will be done at its end. */
  readonly toStep: number;
  /** Data that the run trains on. */
  readonly data: Data;
}

/** Moment right before a report goes out, at which a measurement may be made. */
export interface MeasureMoment<Data = TrainingData> {
  /** Number of steps done. */
  readonly step: number;
  /** Whether this is the run's last report. */
  readonly last: boolean;
  /** Data that the run trains on. */
  readonly data: Data;
  /** The run's signal. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Something that takes part in a run: a progress bar, say, or an early stop. A plain object with the hooks it needs.
 *
 * The order is: `onTrainBegin`; then for each step `onStepEnd`, followed by `onMeasure` and `onReport` where a report is due, and
 * `onStepDone`; and `onTrainEnd` at last, whatever the outcome. Where training throws, `onException` comes before `onTrainEnd`. Several
 * callbacks are called in the order in which they were given.
 */
export interface Callback<Report = TrainingReport, Trainer = RunningTrainer, Data = TrainingData> {
  /** Unique among a trainer's callbacks. */
  readonly name: string;
  /** Before the first step, after all checks. */
  onTrainBegin?(plan: TrainingPlan<Data>, trainer: Trainer): void | Promise<void>;
  /** After every step: hot, so synchronous; read no tensor here. */
  onStepEnd?(step: number, trainer: Trainer): void;
  /** Before a report goes out: what this gives stands in its `measured`. At most one callback of a trainer may have it. */
  onMeasure?(moment: MeasureMoment<Data>, trainer: Trainer): Promise<Estimate | null>;
  /** After a report was read; it may draw samples. */
  onReport?(report: Report, trainer: Trainer): void | Promise<void>;
  /** After every step, and after its report where one was due: hot and synchronous as `onStepEnd`. The trainer is whole then. */
  onStepDone?(step: number, trainer: Trainer): void;
  /** After training threw; not after an abort. */
  onException?(error: unknown, trainer: Trainer): void | Promise<void>;
  /** Called at the very end, always. */
  onTrainEnd?(outcome: TrainingOutcome, trainer: Trainer): void | Promise<void>;
  /** State for a checkpoint: plain values, such as numbers, arrays and objects of them. */
  saveState?(): unknown;
  /** Goes back to what `saveState` gave, as the trainer is restored. */
  restoreState?(state: never): void;
}

/** A callback of any trainer. */
type AnyCallback = Callback<never, never, never>;

/** Refuses callbacks that share a name, and hooks that are none. */
export function checkCallbacks(callbacks: readonly AnyCallback[]): void {
  if (
    !Array.isArray(callbacks) ||
    !callbacks.every((callback) => typeof callback?.name === 'string' && typeof callback === 'object')
  ) {
    throw new ArgumentError('callbacks', 'expected an array of objects, each with a `name` and its hooks.');
  }
  refuseSameNames('callbacks', callbacks);
  callbacks.forEach(checkHooks);
  const measuring = callbacks.filter(({ onMeasure }) => onMeasure !== undefined);
  if (measuring.length > 1) {
    throw new ArgumentError(
      'callbacks',
      `'${measuring[0]!.name}' and '${measuring[1]!.name}' both measure; expected one. Measure the other by trainer.measure in an onReport.`,
    );
  }
}

const hooks = [
  'onTrainBegin',
  'onStepEnd',
  'onMeasure',
  'onReport',
  'onStepDone',
  'onException',
  'onTrainEnd',
] as const satisfies readonly (keyof Callback)[];

/** Refuses what reads as a hook and is none: nobody would call it. Other members are the callback's own. */
function checkHooks(callback: AnyCallback): void {
  for (const hook of hooks) {
    const value: unknown = callback[hook];
    if (value === undefined || isFunction(value)) continue;
    throw new ArgumentError(
      'callbacks',
      `'${callback.name}' has ${describeValue(value)} as ${hook}; expected a function.`,
    );
  }
  const isHook = (member: string) => (hooks as readonly string[]).includes(member);
  const looksLikeHook = (member: string) =>
    /^on[A-Z]/.test(member) || hooks.some((hook) => hook.toLowerCase() === member.toLowerCase());
  const misspelt = functionsOf(callback).find((member) => looksLikeHook(member) && !isHook(member));
  if (misspelt === undefined) return;
  throw new ArgumentError(
    'callbacks',
    `'${callback.name}' has ${misspelt}, which nobody calls; expected the hooks ${hooks.join(', ')}. If it is none, name it without "on".`,
  );
}

/** The names of an object's functions, its class's among them. */
function functionsOf(object: object): string[] {
  const names: string[] = [];
  for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function') names.push(name);
  }
  return names;
}

/** Calls a hot hook of every callback, and refuses one that isn't synchronous: its errors would be nobody's. */
export function callOnStepEnd<T>(
  hook: 'onStepEnd' | 'onStepDone',
  callbacks: readonly Callback<never, T, never>[],
  step: number,
  trainer: T,
): void {
  for (const callback of callbacks) {
    const result: unknown = callback[hook]?.(step, trainer);
    refusePromise('callbacks', `'${callback.name}' has an ${hook} that`, result, 'use onReport');
  }
}

/** Calls a closing hook of every callback, even where one throws, and gives the first error back, the others as its causes. */
export async function callAll<C>(
  callbacks: readonly C[],
  call: (callback: C) => unknown,
): Promise<{ error: unknown } | undefined> {
  let first: { error: unknown } | undefined;
  for (const callback of callbacks) {
    try {
      await call(callback);
    } catch (error) {
      if (first) addCause(first.error, error);
      else first = { error };
    }
  }
  return first;
}
