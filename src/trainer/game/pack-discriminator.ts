import { ArgumentError } from '../../errors';
import { packSamples } from '../../losses';
import type { TrainableModel } from '../../tfjs';

/** Concatenates m samples along the last axis before D (PacGAN): the result takes single samples, D sees packs of m. */
export function packDiscriminator<D extends TrainableModel>(discriminator: D, m: number): TrainableModel {
  if (m === 1) return discriminator;
  const packing = {
    /** Layers of the discriminator itself: what is done to a model's layers is done to them. */
    get layers() {
      return (discriminator as { layers?: unknown }).layers;
    },
    // Asked for anew each time: a model may be built only by its first batch.
    get trainableWeights() {
      return discriminator.trainableWeights;
    },
    get weights() {
      return discriminator.weights ?? discriminator.trainableWeights;
    },
    apply: ((samples, kwargs) => {
      const count = samples.shape[0]!;
      if (count % m === 0) return discriminator.apply(packSamples(samples, m), kwargs);
      const hint = 'drop a last batch that is smaller than the others';
      throw new ArgumentError(
        'data',
        `gave a batch of ${count} samples; expected a multiple of ${m}, the \`packing\`: ${hint}.`,
      );
    }) satisfies TrainableModel['apply'],
  };
  return packing;
}
