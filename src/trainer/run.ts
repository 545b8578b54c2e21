import { addCause, doAll } from '../errors';
import { createPauses, throwIfAborted } from '../scheduling';
import { type Callback, callAll, callOnStepEnd, type RunningTrainer } from './callback';
import { left, type RunControl } from './control/run-control';
import type { BatchStream } from './data/batch-stream';
import type { TrainingData } from './data/training-data';
import { fuseLayers } from './networks/fused-layers';
import { loadParts, type RunParts } from './networks/run-parts';
import { DeviceGuard } from './recovery/device-guard';
import { explainMissingKernel } from './recovery/missing-kernel';
import type { TrainingOutcome, TrainingReport } from './report/report';
import type { TrainingState } from './training-state';

/** Everything that a run needs once all is checked. */
export interface RunContext {
  readonly trainer: RunningTrainer;
  readonly state: TrainingState;
  readonly callbacks: readonly Callback[];
  readonly batches: BatchStream;
  /** What the batches are of. */
  readonly data: TrainingData;
  readonly perStep: { readonly discriminatorSteps: number; readonly generatorSteps: number };
  readonly steps: number;
  readonly reportEvery: number;
  readonly signal: AbortSignal | undefined;
  /** What may end it from outside. */
  readonly control: RunControl;
  /** Called with each report before the callbacks get it. */
  readonly onReport: (report: TrainingReport) => void;
}

/** The run itself: steps, reports, and the hooks in their order, whatever the end. */
export async function* trainingRun(
  context: RunContext,
): AsyncGenerator<TrainingReport, TrainingOutcome, void> {
  const { trainer, state, callbacks, control, signal } = context;
  const device = new DeviceGuard();
  const fromStep = state.step;
  const toStep = fromStep + context.steps;
  let reason: TrainingOutcome['reason'] | undefined;
  let failure: { error: unknown } | undefined;
  const restore = installPatches(context, await control.during(loadParts()));
  const closing = (call: (callback: Callback) => unknown) => {
    control.close();
    return callAll(callbacks, (callback) => control.closing(call(callback)));
  };
  try {
    await device.during(state.begin(await context.batches.peek(), signal, control));
    for (const callback of callbacks) {
      const beginning = callback.onTrainBegin?.({ fromStep, toStep, data: context.data }, trainer);
      await device.during(control.during(beginning));
    }
    const dataLast = yield* playSteps(context, device, fromStep, toStep);
    if (!dataLast && !control.stopRequested) reason = 'data-ended';
  } catch (caught) {
    if (caught !== left) {
      reason = signal?.aborted && caught === signal.reason ? 'aborted' : 'failed';
      const error = reason === 'aborted' ? caught : await explain(caught, context, device);
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
function installPatches({ state, control }: RunContext, { gradients, kernelLayers }: RunParts): () => void {
  // tfjs's own gradients are wrong in places even to first order: for average pooling with padding, say.
  const restoreGradients = gradients.installSecondOrderGradients();
  const restoreLayers = fuseLayers([state.game.generator, state.game.discriminator], kernelLayers, (notice) =>
    state.notice(notice),
  );
  return control.undoAtEnd(() => doAll([() => state.end(), restoreLayers, restoreGradients]));
}

/** What is to be reported in place of what was caught: its true cause, where that is known. */
function explain(caught: unknown, { state }: RunContext, device: DeviceGuard): Promise<unknown> {
  const error = state.explain(explainMissingKernel(caught));
  return device.explain(error, () => state.recoverFromLoss());
}

/** Steps until all are done, `stop()` was called, or the data ended: then false. */
async function* playSteps(
  context: RunContext,
  device: DeviceGuard,
  fromStep: number,
  toStep: number,
): AsyncGenerator<TrainingReport, boolean, void> {
  const { trainer, state, callbacks, reportEvery, control, signal } = context;
  const started = performance.now();
  const during = <T>(work: T | Promise<T>) => device.during(control.during(work));
  const measure = async (step: number) => {
    const { data } = context;
    const last = step >= toStep || control.stopRequested;
    for (const callback of callbacks)
      if (callback.onMeasure) return during(callback.onMeasure({ step, last, data, signal }, trainer));
    return null;
  };
  const report = async () => {
    const reading = await device.during(state.report((performance.now() - started) / 1000, control));
    const result: TrainingReport = { ...reading, measured: await measure(reading.step) };
    context.onReport(result);
    for (const callback of callbacks) await during(callback.onReport?.(result, trainer));
    control.rest(); // until the consumer asks for more
    return result;
  };
  let dataLasts = true;
  const pauses = createPauses(signal);
  while (state.step < toStep && !control.stopRequested) {
    throwIfAborted(signal);
    device.check();
    dataLasts = await state.advance(context.perStep, context.batches, signal);
    if (!dataLasts) break;
    callOnStepEnd(callbacks, state.step, trainer);
    if ((state.step - fromStep) % reportEvery === 0) {
      yield await report();
      control.resume();
    }
    if (pauses.due()) await pauses.take();
  }
  if (state.hasUnreportedSteps && !control.isLeft) {
    throwIfAborted(signal);
    yield await report();
    control.resume();
  }
  throwIfAborted(signal);
  return dataLasts;
}
