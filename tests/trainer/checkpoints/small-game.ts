import { type CheckpointStore, memoryStore } from 'gan-core/checkpoints';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer, type TrainerOptions } from 'gan-core/trainer';
import { perceptron } from '../../support/networks';

export const options = (more: Partial<TrainerOptions> = {}): TrainerOptions => ({
  generator: perceptron(3, [5], 2),
  discriminator: perceptron(2, [5], 1),
  latent: normalLatent(3),
  seed: 4,
  ...more,
});
export const ring = gaussianRing();

/** A store with the checkpoint of a run of five steps. */
export async function fiveSteps(more: Partial<TrainerOptions> = {}): Promise<CheckpointStore> {
  const store = memoryStore();
  const trainer = new Trainer(options(more));
  await trainer.fit(ring, { steps: 5 });
  await trainer.save(store);
  trainer.dispose();
  return store;
}
