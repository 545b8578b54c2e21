import { normalLatent } from 'gan-core/distributions';
import { r1Penalty } from 'gan-core/penalties';
import { Trainer } from 'gan-core/trainer';
import { type GameSize, networksOf, realSamples } from './games';
import type { Training } from './naive-loop';

/** The Trainer at its usual settings, with R1 in every step or without. */
export function withTrainer(game: GameSize, { r1 = false } = {}): Training {
  const { generator, discriminator, latentLength } = networksOf(game);
  const samples = realSamples(game);
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(latentLength),
    ...(r1 && { terms: [r1Penalty()] }),
  });
  return {
    async run(steps) {
      // Its report of the last step reads the losses.
      await trainer.fit(samples.data, { steps, batchSize: game.batchSize, reportEvery: steps });
    },
    dispose() {
      trainer.dispose();
      samples.dispose();
    },
  };
}
