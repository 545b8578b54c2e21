import type { Tensor } from '@tensorflow/tfjs-core';
import type { StepContext } from '../../penalties';
import type { Condition } from '../../tfjs';
import type { Batch } from '../data/training-data';
import { applyModel, type Outputs } from '../networks/model';
import { checkFake, checkLogits, checkNoise } from './check-outputs';
import type { Game } from './game';

/** Real samples and their condition. */
export type RealBatch = Pick<Batch, 'real' | 'condition'>;

/** Samples of G, with the noise that they were made from. */
export interface Generated {
  readonly latent: Tensor | undefined;
  readonly outputs: Outputs;
}

/** Draws as many samples of G as there are real ones, from fresh noise, under their condition. */
export function generateFakes(game: Game, { real, condition }: RealBatch): Generated {
  const latent = drawNoise(game, real.shape[0]!);
  const outputs = applyModel('generator', game.generator, latent, condition, true);
  checkFake(outputs[0], real);
  return { latent, outputs };
}

/** Noise for as many samples; undefined in a game without noise. */
function drawNoise(
  { latent, random }: Pick<Game, 'latent' | 'random'>,
  count: number,
): Tensor | undefined {
  if (!latent) return undefined;
  const noise = latent.sample(count, random);
  checkNoise(noise, [count, ...latent.shape]);
  return noise;
}

/**
 * All that a step has at hand for its loss and its terms. D runs on the real and on the generated batch when its outputs are first
 * read, once each.
 */
export function stepContext(game: Game, batch: RealBatch, generated: Generated, step: number): StepContext {
  const { real, condition } = batch;
  const { latent, outputs } = generated;
  const fake = outputs[0];
  const outputsOf = (samples: Tensor, of: Condition | undefined = condition): Outputs => {
    const all = applyModel('discriminator', game.discriminator, samples, of, true);
    checkLogits(all[0], samples, game.packing);
    return all;
  };
  const onReal = once(() => outputsOf(real));
  const onFake = once(() => outputsOf(fake));
  return {
    step,
    random: game.random,
    real,
    condition,
    latent,
    fake,
    generated: outputs,
    get realOutputs() {
      return onReal();
    },
    get fakeOutputs() {
      return onFake();
    },
    get realLogits() {
      return onReal()[0];
    },
    get fakeLogits() {
      return onFake()[0];
    },
    discriminate: (samples) => outputsOf(samples)[0],
    outputsOf,
    generate: (noise = drawNoise(game, real.shape[0]!), of = condition) =>
      applyModel('generator', game.generator, noise, of, true),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
