import { workerData } from 'node:worker_threads';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { serveGame } from 'gan-core/trainer';
import * as games from './game.mjs';

enableProdMode();

const kinds = {
  same: () => games.game,
  constantNoise: () => games.gameOfConstantNoise,
  larger: () => games.largerGame,
  failing: () => games.failingGame(),
  ending: () => games.endingGame(() => process.exit(3)),
};
if (workerData === 'throwing') throw new Error('a fault in the script');
if (workerData !== 'silent') serveGame(kinds[workerData]());
