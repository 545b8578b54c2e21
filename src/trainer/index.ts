/**
 * The Trainer, for a generator and a discriminator, and the GameTrainer, for any networks and losses.
 *
 * @packageDocumentation
 */
export type { Condition, ModelWeight, ReadableWeight, TrainableModel } from '../tfjs';
export type { RestoreOptions, SavedCheckpoint, SaveOptions } from './checkpoint/checkpoint-options';
export type { ByStep } from './control/by-step';
export type { RunOptions } from './control/run-options';
export type { GameData, NamedSampler, NamedSamples } from './data/game-batches';
export type { DatasetLike } from './data/open-data';
export type { DatasetIterator } from './data/repeated-passes';
export type {
  ConditionedSamples,
  DataSampler,
  TrainingData,
  TrainingSamples,
} from './data/training-data';
export type { GameOptions } from './game/game-options';
export type { SampleOptions } from './game/sample-options';
export { GameTrainer } from './game-trainer';
export type { DivergenceEstimator } from './measure/divergence-estimator';
export type { DivergenceName, MeasureOptions } from './measure/measure-options';
export { type MeasureDivergenceOptions, measureDivergence } from './measure-divergence';
export type { AnyOptimizer } from './networks/any-optimizer';
export type { ReadyNetworks } from './networks/lazy-networks';
export type { Outputs } from './networks/model';
export type { NamedNetworks, NetworkFactories } from './networks/named-networks';
export type { AverageOptions } from './networks/weight-averages';
export type {
  AveragedNetworks,
  GameCallback,
  GameTrainerOptions,
  RunningGameTrainer,
  SampleContext,
} from './options/game-trainer-options';
export type { Networks, TrainerOptions } from './options/trainer-options';
export type { DivergenceReading, TrainingHistory, TrainingOutcome, TrainingReport } from './report/report';
export type { Callback, MeasureMoment, RunningTrainer, TrainingPlan } from './run/callback';
export type { GameReport } from './run/game-report';
export type { RunReport } from './run/run-state';
export { Trainer } from './trainer';
export type { NetworkFunction, NetworkFunctions } from './updates/network-function';
export type {
  GameBatch,
  GivenGradients,
  Update,
  UpdateContext,
  UpdateLoss,
  UpdateState,
} from './updates/update';
