import type { GameData, GameTrainer, Trainer, TrainingData } from 'gan-core/trainer';

/** What may be said of every game of the gallery. */
export interface GameSettings {
  /** Fixes every random number of the run. Default 1. */
  readonly seed?: number;
  /** Where it computes. Default 'wasm'. */
  readonly backend?: 'wasm' | 'cpu';
}

/**
 * What every game's function gives: all that `trainer.run(data, { steps, batchSize })` needs.
 *
 * The function is synchronous and the data are samplers, for three reasons: no tensor is made before the Trainer starts its
 * backend, nothing is left for the caller to free but the trainer, and the seed fixes the data too.
 */
export interface GalleryGame {
  readonly trainer: Trainer;
  readonly data: TrainingData;
  /** The batch size that suits it. */
  readonly batchSize: number;
}

/** The same of a game that has other networks than G and D. */
export interface NetworksGame {
  readonly trainer: GameTrainer;
  readonly data: GameData;
  readonly batchSize: number;
}
