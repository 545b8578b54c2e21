import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import { packSamples } from '../../losses';
import { mapCondition, type TrainableModel } from '../../tfjs';

/** A model with something before it, which can be put before another one. */
interface Around {
  around(wrap: (model: TrainableModel) => TrainableModel): TrainableModel;
}

/**
 * Concatenates m samples along the last axis before D (PacGAN): the result takes single samples, D sees packs of m. Conditions are
 * packed likewise.
 */
export function packDiscriminator<D extends TrainableModel>(discriminator: D, m: number): TrainableModel {
  if (m === 1) return discriminator;
  // An augmentation is of samples, one by one: it comes before they are packed.
  const { around } = discriminator as Partial<Around>;
  if (around) return around.call(discriminator, (inner) => packDiscriminator(inner, m));
  const pack = (samples: Tensor): Tensor => {
    const count = samples.shape[0]!;
    if (count % m === 0) return packSamples(samples, m);
    const hint = 'drop a last batch that is smaller than the others';
    throw new ArgumentError(
      'data',
      `gave a batch of ${count} samples; expected a multiple of ${m}, the \`packing\`: ${hint}.`,
    );
  };
  const packCondition = (condition: Tensor): Tensor => {
    if (condition.rank > 1) return pack(condition);
    throw new ArgumentError(
      'data',
      `gave a condition of shape [${condition.shape}], which has no axis to pack along; expected [batch, …] with \`packing\`: labels as tf.oneHot, say.`,
    );
  };
  const packing = {
    /** Layers of the discriminator itself: what is done to a model's layers is done to them. */
    get layers() {
      return (discriminator as { layers?: unknown }).layers;
    },
    get inputs() {
      return (discriminator as { inputs?: unknown }).inputs;
    },
    // Asked for anew each time: a model may be built only by its first batch.
    get trainableWeights() {
      return discriminator.trainableWeights;
    },
    get weights() {
      return discriminator.weights ?? discriminator.trainableWeights;
    },
    apply: ((inputs: Tensor | readonly Tensor[], kwargs = {}) => {
      const packed = Array.isArray(inputs)
        ? [pack(inputs[0]), ...inputs.slice(1).map(packCondition)]
        : pack(inputs as Tensor);
      const { condition } = kwargs;
      if (condition === undefined) return discriminator.apply(packed as Tensor, kwargs);
      return discriminator.apply(packed as Tensor, {
        ...kwargs,
        condition: mapCondition(condition, packCondition),
      });
    }) satisfies TrainableModel['apply'],
  };
  return packing;
}
