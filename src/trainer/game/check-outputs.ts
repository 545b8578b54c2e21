import { Tensor, util } from '@tensorflow/tfjs-core';
import { ArgumentError, describeValue } from '../../errors';

/** Refuses noise of another shape than the sampler says. */
export function checkNoise(noise: unknown, expected: number[]): asserts noise is Tensor {
  if (noise instanceof Tensor && noise.isDisposed)
    throw new ArgumentError('latent', `gave noise that was disposed of; expected [${expected}].`);
  if (noise instanceof Tensor && util.arraysEqual(noise.shape, expected)) return;
  throw new ArgumentError(
    'latent',
    `got ${describeValue(noise)} as noise; expected [${expected}], by the \`shape\` of \`latent\`.`,
  );
}

/** Refuses generated samples that aren't as many as the real ones, and of their shape. */
export function checkFake(fake: Tensor, real: Tensor): void {
  if (util.arraysEqual(fake.shape, real.shape)) return;
  throw new ArgumentError(
    'generator',
    `makes samples of shape [${fake.shape.slice(1)}]${fake.shape[0] === real.shape[0] ? '' : ` (${fake.shape[0]} of noise for ${real.shape[0]})`}; expected [${real.shape.slice(1)}], the shape of the data's: change its last layer, or reshape the data.`,
  );
}

/** Refuses what isn't one logit for each sample, or for each pack of them. */
export function checkLogits(logits: Tensor, samples: Tensor, packing: number): void {
  if (logits.shape[0] !== samples.shape[0]! / packing || logits.dtype !== 'float32') {
    throw new ArgumentError(
      'discriminator',
      `gave ${logits.dtype} logits of shape [${logits.shape}] for ${samples.shape[0]} samples; expected float32 with the batch first: [batch], [batch, 1] or [batch, h, w, 1].`,
    );
  }
  const outputs = logits.rank === 1 ? 1 : logits.shape.at(-1)!;
  if (outputs === 1) return;
  throw new ArgumentError(
    'discriminator',
    `gave ${outputs} outputs a sample (shape [${logits.shape}]); expected one logit: end it in layers.dense({ units: 1 }). If they are logits of patches, reshape them to [batch, patches, 1].`,
  );
}
