import type { Callback, RunningGameTrainer, RunReport } from '../trainer';

/** Callback of any trainer's runs: a Trainer takes it, and a GameTrainer. */
export type RunCallback = Callback<RunReport, RunningGameTrainer, unknown>;
