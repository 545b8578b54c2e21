import { addCause, doAll, refuseUnless } from '../../errors';
import type { Estimate } from '../../estimators';
import { createPauses, throwIfAborted } from '../../scheduling';
import type { RunCheckpoints } from '../checkpoint/run-checkpoints';
import { left, type RunControl } from '../control/run-control';
import type { CheckedRunOptions } from '../control/run-options';
import type { BatchStream } from '../data/batch-stream';
import { fuseLayers } from '../networks/fuse-layers';
import { loadParts, type RunParts } from '../networks/run-parts';
import { DeviceGuard } from '../recovery/device-guard';
import { explainMissingKernel } from '../recovery/explain-missing-kernel';
import type { TrainingOutcome } from '../report/report';
import { type Callback, callAll, callOnStepEnd } from './callback';
import type { RunKind, RunState } from './run-state';

/** Inputs of a run. */
export interface RunContext<K extends RunKind> {
  readonly trainer: K['trainer'];
  readonly callbacks: readonly Callback<K['report'], K['trainer'], K['data']>[];
  readonly options: CheckedRunOptions;
  /** Data that the batches are of. */
  readonly data: K['data'];
  /** Ends the run from outside. */
  readonly control: RunControl;
  /** Has the backend and the networks ready. */
  ready(): Promise<unknown>;
  /** Called when they are, unless the run was ended meanwhile. */
  onReady(): void;
  /** Saves the trainer between its steps. */
  readonly checkpoints: RunCheckpoints;
  /** Opens the data. */
  openData(): Promise<BatchStream<K['batch']>>;
  /** Checks what can be checked on a first batch, and gives the state that the steps move. */
  openState(batch: K['batch']): Promise<RunState<K['batch'], K['report']>>;
  /** Called with each report before the callbacks get it. */
  onReport(report: K['report']): void;
  /** Called when all of the run is over and put back. */
  onEnd(): void;
}

/** A run with its state, once all is checked. */
interface OpenedRun<K extends RunKind> extends RunContext<K> {
  readonly state: RunState<K['batch'], K['report']>;
  readonly batches: BatchStream<K['batch']>;
  readonly device: DeviceGuard;
  readonly fromStep: number;
  readonly toStep: number;
}

/** Trains: opens data and state, takes the steps, and closes and puts back everything, whatever the end. */
export async function* run<K extends RunKind>(
  context: RunContext<K>,
): AsyncGenerator<K['report'], TrainingOutcome, void> {
  const { control, options, trainer } = context;
  let batches: BatchStream<K['batch']> | undefined;
  let failure: { error: unknown } | undefined;
  try {
    control.begin();
    await control.during(context.ready());
    context.onReady();
    const device = new DeviceGuard();
    device.check();
    batches = await context.openData();
    const state = await context.openState(await batches.peek());
    if (batches.notice) state.notices.add(batches.notice);
    const [fromStep, toStep] = [state.step, options.endOf(state.step)];
    return yield* withHooks({ ...context, state, batches, device, fromStep, toStep });
  } catch (error) {
    if (error === left) return { reason: 'stopped', step: trainer.step }; // before anything began
    failure = { error };
    throw error;
  } finally {
    const ending = await close(context, batches);
    if (ending && failure) addCause(failure.error, ending.error);
    // biome-ignore lint/correctness/noUnsafeFinally: an error of closing must not vanish; no other error is under way
    else if (ending) throw ending.error;
  }
}

/** Closes the data and puts back what the run changed, all of it, and gives the first error. */
async function close(
  { control, onEnd }: Pick<RunContext<RunKind>, 'control' | 'onEnd'>,
  batches: { close(): Promise<void> } | undefined,
): Promise<{ error: unknown } | undefined> {
  control.close();
  let first: { error: unknown } | undefined;
  for (const work of [() => batches?.close(), () => control.end(), onEnd]) {
    try {
      await work();
    } catch (error) {
      if (first) addCause(first.error, error);
      else first = { error };
    }
  }
  return first;
}

/** The steps, between the hooks of the beginning and those of the end, which are called whatever the end. */
async function* withHooks<K extends RunKind>(
  opened: OpenedRun<K>,
): AsyncGenerator<K['report'], TrainingOutcome, void> {
  const { trainer, state, callbacks, control, device, fromStep, toStep } = opened;
  const { signal } = opened.options;
  let reason: TrainingOutcome['reason'] | undefined;
  let failure: { error: unknown } | undefined;
  const restore = installPatches(opened, await control.during(loadParts()));
  const closing = (call: (callback: (typeof callbacks)[number]) => unknown) => {
    control.close();
    return callAll(callbacks, (callback) => control.closing(call(callback)));
  };
  try {
    await device.during(state.begin(control));
    for (const callback of callbacks) {
      const beginning = callback.onTrainBegin?.({ fromStep, toStep, data: opened.data }, trainer);
      await device.during(control.during(beginning));
    }
    const dataLast = yield* takeSteps(opened);
    if (!dataLast && !control.stopRequested) reason = 'data-ended';
  } catch (caught) {
    if (caught !== left) {
      reason = signal?.aborted && caught === signal.reason ? 'aborted' : 'failed';
      const error = reason === 'aborted' ? caught : await explain(caught, opened);
      failure = { error };
      if (reason === 'failed') {
        const later = await closing((callback) => callback.onException?.(error, trainer));
        if (later) addCause(error, later.error);
      }
      throw error;
    }
  } finally {
    restore();
    // Where the consumer left the loop, neither branch above was reached.
    reason ??= state.step >= toStep ? 'completed' : 'stopped';
    const outcome: TrainingOutcome = { reason, step: state.step, ...failure };
    const later = await closing((callback) => callback.onTrainEnd?.(outcome, trainer));
    if (later && failure) addCause(failure.error, later.error);
    // biome-ignore lint/correctness/noUnsafeFinally: a callback's error must not vanish; no other error is under way
    else if (later) throw later.error;
  }
  return { reason, step: state.step };
}

/** Changes what training needs changed in the process; gives the way back. */
function installPatches<K extends RunKind>(
  { state, control }: OpenedRun<K>,
  { gradients, kernelLayers }: RunParts,
): () => void {
  // tfjs's own gradients are wrong in places even to first order: for average pooling with padding, say.
  const restoreGradients = gradients.installSecondOrderGradients();
  const restoreLayers = fuseLayers(state.models, kernelLayers, (notice) => state.notices.add(notice));
  return control.undoAtEnd(() => doAll([() => state.end(), restoreLayers, restoreGradients]));
}

/** Finds the error to report in place of what was caught: its true cause, where that is known. */
function explain<K extends RunKind>(caught: unknown, { state, device }: OpenedRun<K>): Promise<unknown> {
  const error = state.explain(explainMissingKernel(caught));
  return device.explain(error, () => state.recoverFromLoss());
}

/** Steps until all are done, `stop()` was called, or the data ended: then false. */
async function* takeSteps<K extends RunKind>(
  opened: OpenedRun<K>,
): AsyncGenerator<K['report'], boolean, void> {
  const { trainer, state, callbacks, control, device, toStep, checkpoints } = opened;
  const { reportEvery, signal } = opened.options;
  const report = reporter(opened);
  let dataLasts = true;
  const pauses = createPauses(signal);
  // A checkpoint may have been made right before a report.
  if (state.unreportedSteps >= reportEvery) yield* report();
  while (state.step < toStep && !control.stopRequested) {
    throwIfAborted(signal);
    device.check();
    dataLasts = await checkpoints.moving(() => state.advance(opened.batches));
    if (!dataLasts) break;
    checkpoints.stepDone();
    callOnStepEnd('onStepEnd', callbacks, state.step, trainer);
    if (state.unreportedSteps >= reportEvery) yield* report();
    callOnStepEnd('onStepDone', callbacks, state.step, trainer);
    if (checkpoints.isWriting) await checkpoints.giveTurns();
    if (pauses.due()) await pauses.take();
  }
  if (state.unreportedSteps > 0 && !control.isLeft) {
    throwIfAborted(signal);
    yield* report();
  }
  throwIfAborted(signal);
  return dataLasts;
}

/** Makes the function that reads a report, has it measured where a callback does so, shows it to the callbacks, and yields it. */
function reporter<K extends RunKind>(run: OpenedRun<K>) {
  const { trainer, state, callbacks, control, device, checkpoints, toStep, ...opened } = run;
  const { data, options, onReport } = opened;
  const started = performance.now();
  const during = <T>(work: T | Promise<T>) => device.during(control.during(work));
  const measure = async (step: number) => {
    const moment = { step, last: step >= toStep || control.stopRequested, data, signal: options.signal };
    const measuring = callbacks.find(({ onMeasure }) => onMeasure);
    if (!measuring) return null;
    const measured: unknown = await during(measuring.onMeasure!(moment, trainer));
    const isEstimate = typeof (measured as Partial<Estimate> | null)?.value === 'number';
    refuseUnless(measured === null || isEstimate, 'callbacks', measured, 'an estimate or null');
    return measured as Estimate | null;
  };
  return async function* (): AsyncGenerator<K['report'], void, void> {
    const seconds = (performance.now() - started) / 1000;
    const result = await checkpoints.reporting(state, async (): Promise<K['report']> => {
      const reading = await device.during(checkpoints.moving(() => state.report(seconds, control)));
      const read = { ...reading, measured: await measure(reading.step) };
      onReport(read);
      return read;
    });
    for (const callback of callbacks) await during(callback.onReport?.(result, trainer));
    control.pause(); // until the consumer asks for more
    yield result;
    control.resume();
  };
}
