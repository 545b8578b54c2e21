import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { nonSaturatingLoss } from 'gan-core/losses';
import { adam } from 'gan-core/optimizers';
import { GameTrainer, type GameTrainerOptions, type TrainableModel } from 'gan-core/trainer';
import { perceptron } from '../../support/networks';

export const ring = gaussianRing();
export const latent = normalLatent(4);
const loss = nonSaturatingLoss();

type AdversarialGame = GameTrainerOptions<{ readonly g: TrainableModel; readonly d: TrainableModel }>;

/** The options of the usual game of two networks, as a game of any networks. */
export const adversarialGame = (): AdversarialGame => ({
  networks: { g: perceptron(4, [16], 2), d: perceptron(2, [16], 1) },
  updates: [
    {
      name: 'd',
      trains: ['d'],
      optimizer: adam(),
      loss: ({ networks: { g, d }, batch: { real }, random, withoutGradients }) => {
        const fake = withoutGradients(() => g(latent.sample(real!.shape[0]!, random)));
        return loss.discriminator({ real: d(real!), fake: d(fake) });
      },
    },
    {
      name: 'g',
      trains: ['g'],
      optimizer: adam(),
      loss: ({ networks: { g, d }, batch: { real }, random }) =>
        loss.generator({ fake: d(g(latent.sample(real!.shape[0]!, random))) }),
    },
  ],
  sample: ({ networks: { g }, random }, count) => g(latent.sample(count, random)),
  seed: 5,
});

/** A trainer of it. */
export const newGame = (more: object = {}) => new GameTrainer({ ...adversarialGame(), ...more });
