import type { GameOptions } from 'gan-core/trainer';

export const game: GameOptions;
export const gameOfConstantNoise: GameOptions;
