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
export type { GameOptions, WorkerGame } from './game/game-options';
export type { SampleOptions } from './game/sample-options';
export type { GameReport } from './game-report';
export { GameTrainer } from './game-trainer';
export type {
  AveragedNetworks,
  GameCallback,
  GameTrainerOptions,
  RunningGameTrainer,
  SampleContext,
} from './game-trainer-options';
export type { ReadyNetworks } from './lazy-networks';
export type { DivergenceEstimator } from './measure/divergence-estimator';
export type { DivergenceName, MeasureOptions } from './measure/measure-options';
export { type MeasureDivergenceOptions, measureDivergence } from './measure-divergence';
export type { AnyOptimizer } from './networks/any-optimizer';
export type { Outputs } from './networks/model';
export type { NamedNetworks, NetworkFactories } from './networks/named-networks';
export type { DivergenceReading, TrainingHistory, TrainingOutcome, TrainingReport } from './report/report';
export type { Callback, MeasureMoment, RunningTrainer, TrainingPlan } from './run/callback';
export type { RunReport } from './run/run-state';
export { Trainer } from './trainer';
export type { Networks, TrainerOptions } from './trainer-options';
export type { NetworkFunction, NetworkFunctions } from './updates/network-function';
export type {
  GameBatch,
  GivenGradients,
  Update,
  UpdateContext,
  UpdateLoss,
  UpdateState,
} from './updates/update';
export type { AverageOptions } from './weight-averages';
export type { PortLike, WorkerLike } from './workers/port';
export { serveGame } from './workers/serve-game';
export type { WorkersOptions } from './workers/workers-option';
