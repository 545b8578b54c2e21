import { tidy } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { createRandom, withSeededMathRandom } from '../../random';
import type { Game } from '../game/train-step';
import { applyModel, type Role } from '../networks/model';
import { type SampleBatch, toTensor } from './sample-batch';

/** Threads of one machine compute alike to the last bit; other builds of tfjs's wasm module may round otherwise. */
const TOLERANCE = 1e-4;

/** Computes one network's outputs outside of training: G's for noise of a fixed seed, D's for the samples. */
export async function probeOutputs(role: Role, game: Game, samples: SampleBatch): Promise<Float32Array> {
  const random = createRandom(0);
  const outputs = withSeededMathRandom(random, () =>
    tidy(() => {
      const inputs = role === 'generator' ? game.latent.sample(samples.shape[0]!, random) : toTensor(samples);
      return applyModel(role, game[role], inputs, false);
    }),
  );
  const values = (await outputs.data()) as Float32Array;
  outputs.dispose();
  return values;
}

/** Refuses a network that was rebuilt but computes something else, as one does whose layers left options out. */
export function checkProbeOutputs(role: Role, own: Float32Array, expected: Float32Array): void {
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const isSame = (value: number, index: number) =>
    Object.is(value, own[index]) || Math.abs(value - own[index]!) <= TOLERANCE * scale;
  if (own.length === expected.length && expected.every(isSame)) return;
  const inputs = role === 'generator' ? 'noise of the same seed' : 'the same samples';
  const hint = role === 'generator' ? 'Pass the same `latent`, and have' : 'Have';
  throw new ArgumentError(
    role,
    `gives other outputs than the Trainer's for ${inputs}, by the same weights, when it is rebuilt from its getConfig. ${hint} getConfig of custom layers give all their options, or pass a function that makes it to serveGame: serveGame({ ${role}: () => …, … }).`,
  );
}
