import { installSecondOrderGradients } from '../gradients';
import { createPauses, throwIfAborted } from '../scheduling';
import type { BatchStream } from './batch-stream';
import { type Callback, callAll, callOnStepEnd, type RunningTrainer } from './callback';
import { DeviceGuard } from './device-guard';
import { fuseLayers } from './fused-layers';
import { explainMissingKernel } from './missing-kernel';
import type { TrainingOutcome, TrainingReport } from './report';
import type { TrainingData } from './training-data';
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
  /** Whether `stop()` was called. */
  readonly stopRequested: () => boolean;
  /** Called with each report before the callbacks get it. */
  readonly onReport: (report: TrainingReport) => void;
}

/** The run itself: steps, reports, and the hooks in their order, whatever the end. */
export async function* trainingRun(
  context: RunContext,
): AsyncGenerator<TrainingReport, TrainingOutcome, void> {
  const { trainer, state, callbacks, signal } = context;
  const device = new DeviceGuard();
  const fromStep = state.step;
  const toStep = fromStep + context.steps;
  let reason: TrainingOutcome['reason'] | undefined;
  let failure: { error: unknown } | undefined;
  // tfjs's own gradients are wrong in places even to first order: for average pooling with padding, say.
  const restoreGradients = installSecondOrderGradients();
  const restoreLayers = fuseLayers([state.game.generator, state.game.discriminator]);
  try {
    await device.during(state.begin(await context.batches.peek(), signal));
    for (const callback of callbacks)
      await device.during(callback.onTrainBegin?.({ fromStep, toStep, data: context.data }, trainer));
    if (!(yield* playSteps(context, device, fromStep, toStep))) reason = 'data-ended';
  } catch (caught) {
    reason = signal?.aborted && caught === signal.reason ? 'aborted' : 'failed';
    const error =
      reason === 'aborted'
        ? caught
        : await device.explain(explainMissingKernel(caught), () => state.recoverFromLoss());
    failure = { error };
    if (reason === 'failed') await callAll(callbacks, (callback) => callback.onException?.(error, trainer));
    throw error;
  } finally {
    state.end();
    restoreLayers();
    restoreGradients();
    // Where the consumer left the loop, neither branch above was reached.
    reason ??= state.step >= toStep ? 'completed' : 'stopped';
    const outcome: TrainingOutcome = { reason, step: state.step, ...failure };
    const closing = await callAll(callbacks, (callback) => callback.onTrainEnd?.(outcome, trainer));
    // biome-ignore lint/correctness/noUnsafeFinally: a callback's error must not vanish; no other error is under way
    if (closing && !failure) throw closing.error;
  }
  return { reason, step: state.step };
}

/** Steps until all are done, `stop()` was called, or the data ended: then false. */
async function* playSteps(
  context: RunContext,
  device: DeviceGuard,
  fromStep: number,
  toStep: number,
): AsyncGenerator<TrainingReport, boolean, void> {
  const { trainer, state, callbacks, reportEvery, signal } = context;
  const started = performance.now();
  const measure = async (step: number) => {
    const { data } = context;
    const last = step >= toStep || context.stopRequested();
    for (const callback of callbacks)
      if (callback.onMeasure) return device.during(callback.onMeasure({ step, last, data, signal }, trainer));
    return null;
  };
  const report = async () => {
    const reading = await device.during(state.report((performance.now() - started) / 1000));
    const result: TrainingReport = { ...reading, measured: await measure(reading.step) };
    context.onReport(result);
    for (const callback of callbacks) await device.during(callback.onReport?.(result, trainer));
    return result;
  };
  let dataLasts = true;
  const pauses = createPauses(signal);
  while (state.step < toStep && !context.stopRequested()) {
    throwIfAborted(signal);
    device.check();
    dataLasts = await state.advance(context.perStep, context.batches, signal);
    if (!dataLasts) break;
    callOnStepEnd(callbacks, state.step, trainer);
    if ((state.step - fromStep) % reportEvery === 0) yield await report();
    if (pauses.due()) await pauses.take();
  }
  if (state.hasUnreportedSteps) yield await report();
  return dataLasts;
}
