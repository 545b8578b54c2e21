import {
  add,
  addN,
  mul,
  type Scalar,
  square,
  sum,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { minimaxLoss } from 'gan-core/losses';
import { rmsProp } from 'gan-core/optimizers';
import { GameTrainer } from 'gan-core/trainer';
import type { GameSettings, NetworksGame } from './game';
import { perceptron } from './networks/perceptron';

// Consensus optimization on a ring of Gaussians: both players move at once, each down its own loss and both down the energy of the game
// too, half the squared length of all their gradients. That draws them to a point where neither would move, where gradients
// alone may lead in circles. The update gives its `gradients` itself, those of the energy being gradients of gradients.
// Mescheder, Nowozin & Geiger 2017, "The Numerics of GANs".

const latent = normalLatent(8);
const gan = minimaxLoss();

export interface ConsensusSettings extends GameSettings {
  /** What the energy counts; with 0 it is gradient descent of both at once. Default 1. */
  readonly gamma?: number;
}

export function consensusOptimization(settings: ConsensusSettings = {}): NetworksGame {
  const { seed = 1, backend = 'wasm', gamma = 1 } = settings;
  const trainer = new GameTrainer({
    networks: { g: () => perceptron(8, 2, 32), d: () => perceptron(2, 1, 32) },
    batch: ['real'],
    updates: [
      {
        name: 'both',
        trains: ['g', 'd'],
        optimizer: rmsProp({ learningRate: 1e-3 }),
        gradients({ networks: { g, d }, batch: { real }, random }) {
          const z = latent.sample(real.shape[0]!, random);
          const players: Player[] = [
            { weights: [...g.weights], loss: () => gan.generator({ fake: d(g(z)) }) },
            { weights: [...d.weights], loss: () => gan.discriminator({ real: d(real), fake: d(g(z)) }) },
          ];
          const [ofG, ofD] = fieldOf(players);
          const energy = energyOf(players);
          const own = { ...ofG!.grads, ...ofD!.grads };
          const grads = Object.entries(own).map(([name, slope]) => [
            name,
            add(slope, mul(energy.grads[name]!, gamma)),
          ]);
          return {
            grads: Object.fromEntries(grads),
            value: { g: ofG!.value, d: ofD!.value, energy: energy.value },
          };
        },
      },
    ],
    sample: ({ networks: { g }, random }, count) => g(latent.sample(count, random)),
    backend,
    seed,
  });
  return { trainer, data: gaussianRing(), batchSize: 64 };
}

interface Player {
  readonly weights: Variable[];
  readonly loss: () => Scalar;
}

/** Each player's loss, and its gradients by the player's own weights. */
function fieldOf(players: readonly Player[]) {
  return players.map(({ weights, loss }) => variableGrads(loss, weights));
}

/** Half the squared length of all gradients, and its own gradients by all weights. */
function energyOf(players: readonly Player[]) {
  const energy = (): Scalar => {
    const slopes = fieldOf(players).flatMap(({ grads }) => Object.values(grads));
    return mul(addN(slopes.map((slope) => sum(square(slope)))), 0.5);
  };
  return withSecondOrderGradients(() =>
    variableGrads(
      energy,
      players.flatMap(({ weights }) => weights),
    ),
  );
}
