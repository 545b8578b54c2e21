import type { ServedGame } from 'gan-core/trainer';

export const game: ServedGame;
export const gameOfConstantNoise: ServedGame;
