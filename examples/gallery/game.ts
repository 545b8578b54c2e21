import {
  type GameData,
  type GameReport,
  GameTrainer,
  type RunOptions,
  type Trainer,
  type TrainingData,
  type TrainingReport,
} from 'gan-core/trainer';

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

/** The same of a game that has other networks than G and D, or moves them in its own way. */
export interface NetworksGame {
  readonly trainer: GameTrainer;
  readonly data: GameData;
  readonly batchSize: number;
}

export type AnyGame = GalleryGame | NetworksGame;

/** Plays a game of either kind, and yields its reports. */
export function reportsOf(
  game: AnyGame,
  options: RunOptions,
): AsyncGenerator<TrainingReport | GameReport, unknown, void> {
  return isOfNetworks(game) ? game.trainer.run(game.data, options) : game.trainer.run(game.data, options);
}

/** All that a report tells of the losses, by their names. */
export function lossesOf(report: TrainingReport | GameReport): Readonly<Record<string, number>> {
  if ('losses' in report) return report.losses;
  return { D: report.discriminatorLoss, G: report.generatorLoss, ...report.terms };
}

function isOfNetworks(game: AnyGame): game is NetworksGame {
  return game.trainer instanceof GameTrainer;
}
