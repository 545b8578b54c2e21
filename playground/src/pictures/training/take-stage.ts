import { slice, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { toPixels } from 'gan-core/images';
import type { Trainer } from 'gan-core/trainer';
import type { Stage } from './picture-messages';

/** Pictures of either side in a stage: enough for many rounds, and for D's own numbers to say something. */
const pool = 400;
/** Pictures that D looks at at once. */
const block = 50;

/**
 * Keeps what G makes at this step, and D's opinion of it and of real pictures. Noise is fresh, so D has met none of the generated ones.
 *
 * @param real - pictures as training has them, those that D is to look at
 * @param seed - of the noise
 */
export async function takeStage(trainer: Trainer, real: Tensor4D, seed: number): Promise<Stage> {
  const { step } = trainer;
  const samples = await trainer.sample(pool, { seed });
  try {
    const generated = await toPixels(samples);
    return {
      step,
      generated,
      generatedLogits: await logitsOf(trainer, samples),
      realLogits: await logitsOf(trainer, real),
    };
  } finally {
    samples.dispose();
  }
}

async function logitsOf(trainer: Trainer, pictures: Tensor): Promise<Float32Array> {
  const { discriminator } = await trainer.ready();
  const count = Math.min(pictures.shape[0]!, pool);
  const logits = new Float32Array(count);
  for (let first = 0; first < count; first += block) {
    const some = tidy(
      () =>
        discriminator.apply(slice(pictures, first, Math.min(block, count - first)), {
          training: false,
        }) as Tensor,
    );
    logits.set((await some.data()) as Float32Array, first);
    some.dispose();
  }
  return logits;
}
