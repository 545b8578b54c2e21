/**
 * Callbacks that run anywhere, for a Trainer and for a GameTrainer. Those that write files are in `gan-core/node`.
 *
 * @packageDocumentation
 */
export type { LearningRateSchedule } from '../optimizers';
export type { Condition } from '../tfjs';
export { type CheckpointEveryOptions, checkpointEvery } from './checkpoint-every';
export type { CollapseFinding } from './collapse-finding';
export { type CollapseWarning, type CollapseWarningOptions, collapseWarning } from './collapse-warning';
export { type ConsoleLogOptions, consoleLog } from './console-log';
export { describeReport } from './describe-report';
export { type BestNumber, type EarlyStop, type EarlyStopOptions, earlyStop } from './early-stop';
export {
  type EvaluateOptions,
  type Evaluation,
  type EvaluationMoment,
  type EvaluationRow,
  evaluate,
  type MetricResult,
} from './evaluate';
export {
  type NanPolicy,
  type NanPolicyOptions,
  type NanRetry,
  nanPolicy,
  type RerunnableTrainer,
} from './nan-policy';
export { readableTime } from './readable-time';
export type { RealSamples } from './real-samples';
export type { ReportMeasure } from './report-measure';
export { reportNumbers } from './report-numbers';
export type { RunCallback } from './run-callback';
export { type SampleSheetOptions, sampleSheet } from './sample-sheet';
