import type { Tensor } from '@tensorflow/tfjs-core';
import { checkFunction, checkMembers, checkTensor } from '../errors';
import { processWide } from '../process';
import { createRandom, currentRandom } from '../random';
import type { TrainableModel } from '../tfjs';
import type { Augment } from './augment';

/** A model with its members that the Trainer looks at where a model of tfjs-layers has them. */
interface LayeredModel extends TrainableModel {
  readonly layers?: unknown;
  readonly inputs?: unknown;
  readonly trainable?: boolean;
  readonly built?: boolean;
}

const processStream = () => processWide('augmentation-stream', () => createRandom(0));

/**
 * A model that augments its samples where it is applied with `training: true`, and is the model itself otherwise. As a
 * discriminator it sees real and generated samples augmented, in its own step, in G's, and in penalties: R1 is then of D∘T, its
 * gradient by the samples before they were augmented.
 *
 * It has the model's weights, layers and inputs, so it trains as fast, and trains that very model. What else `apply` gets, a
 * condition say, it hands on as it is; of several inputs, the first is augmented.
 *
 * In a step of the Trainer random numbers come from the run's stream, elsewhere from one of the process, seeded with 0. With packing, a
 * pack is one picture: all of it is augmented alike.
 *
 * Source: Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", eq. 4 to 6; for penalties: Karras et
 * al. 2020, "Training Generative Adversarial Networks with Limited Data", §2.2.
 *
 * @param model - a model of tfjs-layers, or an object with `apply` and `trainableWeights`
 * @param augment - changes the samples: `diffAugment()`, or a function of your own
 * @returns the augmented model; its `dispose` frees the model
 * @throws ArgumentError for what is no model or no function; from a training call, for an augmentation that gives no float32 tensor
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { layers, sequential } from '@tensorflow/tfjs-layers';
 * import { augmented, diffAugment } from 'gan-core/augmentation';
 * const model = sequential({ layers: [layers.flatten({ inputShape: [4, 4, 1] })] });
 * const discriminator = augmented(model, diffAugment({ policy: ['cutout'] })); // for the Trainer
 * const onesOf = (training: boolean) =>
 *   tf.sum(discriminator.apply(tf.ones([1, 4, 4, 1]), { training }) as tf.Tensor).dataSync()[0]!;
 * console.log(onesOf(false), onesOf(true) < 16); // → 16 true
 * ```
 */
export function augmented(model: TrainableModel, augment: Augment): TrainableModel {
  checkMembers('model', model, {
    expected: 'a model: of tfjs-layers, or an object with apply and trainableWeights',
    functions: ['apply'],
  });
  checkFunction('augment', augment, 'a function (samples, random) => samples, such as diffAugment()');
  return new AugmentedModel(model, augment);
}

class AugmentedModel implements LayeredModel {
  constructor(
    private readonly model: LayeredModel,
    private readonly augment: Augment,
  ) {}

  apply(inputs: Tensor, kwargs?: Parameters<TrainableModel['apply']>[1]): unknown {
    if (kwargs?.training !== true) return this.model.apply(inputs, kwargs);
    if (!Array.isArray(inputs)) return this.model.apply(this.change(inputs), kwargs);
    const [samples, ...others] = inputs as unknown as readonly Tensor[];
    return this.model.apply([this.change(samples!), ...others] as unknown as Tensor, kwargs);
  }

  /** The same augmentation before another model: before packs are made of the samples, say. */
  around(wrap: (model: TrainableModel) => TrainableModel): TrainableModel {
    return new AugmentedModel(wrap(this.model), this.augment);
  }

  private change(samples: Tensor): Tensor {
    const changed = this.augment(samples, currentRandom() ?? processStream());
    checkTensor('augment, its samples', changed, {
      expected: 'a float32 batch',
      dtype: 'float32',
      leastRank: 1,
    });
    return changed;
  }

  get trainableWeights() {
    return this.model.trainableWeights;
  }

  get weights() {
    return this.model.weights ?? this.model.trainableWeights;
  }

  get layers() {
    return this.model.layers;
  }

  get inputs() {
    return this.model.inputs;
  }

  get trainable() {
    return this.model.trainable ?? true;
  }

  get built() {
    return this.model.built ?? true;
  }

  dispose(): void {
    this.model.dispose?.();
  }
}
