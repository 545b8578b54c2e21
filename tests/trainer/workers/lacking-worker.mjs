// A worker whose script leaves networks out: `workerData` says which game, what it makes itself and whether layers are registered.
import { workerData } from 'node:worker_threads';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { uniformLatent } from 'gan-core/distributions';
import { serveGame } from 'gan-core/trainer';
import { game } from './game.mjs';

enableProdMode();

const { of, makes, registers, otherLatent, packing = 1 } = workerData;
const { generator, discriminator, ...rules } = game;
const networks = async () => {
  if (of === 'perceptrons') return { generator, discriminator };
  const { batchNormalizedGenerator, branchedDiscriminator } = await import('./networks.mjs');
  return { generator: batchNormalizedGenerator, discriminator: branchedDiscriminator };
};
if (registers) (await import('./networks.mjs')).register();
const made = makes.length > 0 ? await networks() : {};
serveGame({
  ...rules,
  packing,
  ...(otherLatent && { latent: uniformLatent(2) }),
  ...Object.fromEntries(makes.map((role) => [role, made[role]])),
});
