export type { Callback, RunningTrainer, SampleOptions } from './callback';
export type { GeneratorEmaOptions } from './generator-ema';
export type { ModelWeight, ReadableWeight, TrainableModel } from './model';
export type { Players } from './players';
export type { DivergenceReading, TrainingHistory, TrainingOutcome, TrainingReport } from './report';
export type { RunOptions } from './run-options';
export { Trainer } from './trainer';
export type { TrainerOptions } from './trainer-options';
export type { DatasetIterator, DatasetLike, TrainingData } from './training-data';
