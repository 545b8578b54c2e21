import { add, expandDims, matMul, mul, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import {
  initializers,
  input,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { normalLatent } from 'gan-core/distributions';
import { hingeLoss } from 'gan-core/losses';
import { spectralNormalization } from 'gan-core/models';
import { adam } from 'gan-core/optimizers';
import { r1Penalty } from 'gan-core/penalties';
import { type Condition, Trainer } from 'gan-core/trainer';
import { labeledDigits } from './data/labeled-digits';
import type { GalleryGame, GameSettings } from './game';

// SN-GAN with a projection discriminator, on handwritten digits: D's logit is a score of the picture plus the product of its features
// with those of the label, every weight of D is divided by its spectral norm, and G's batch normalizations are scaled by the
// label. `ConditionalScale` finds the label in `kwargs.condition`; R1 differentiates D by the picture alone.
// Miyato & Koyama 2018, "cGANs with Projection Discriminator"; Miyato, Kataoka, Koyama & Yoshida 2018, "Spectral Normalization for
// Generative Adversarial Networks"; R1, which the papers lack: Mescheder, Geiger & Nowozin 2018.

export function snGanProjection({ seed = 1, backend = 'wasm' }: GameSettings = {}): GalleryGame {
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(32),
    loss: hingeLoss(),
    terms: [r1Penalty({ gamma: 0.1, every: 4 })],
    generatorOptimizer: adam({ learningRate: 5e-4, beta1: 0, beta2: 0.9 }),
    discriminatorOptimizer: adam({ learningRate: 5e-4, beta1: 0, beta2: 0.9 }),
    backend,
    seed,
  });
  return { trainer, data: labeledDigits('one-hot'), batchSize: 32 };
}

const classes = 10;
const doubling = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/** Scales and shifts each channel, by the label: behind a batch normalization without a scale, a conditional one. */
class ConditionalScale extends layers.Layer {
  static readonly className = 'ConditionalScale';
  private scale: ReturnType<layers.Layer['addWeight']> | undefined;
  private shift: ReturnType<layers.Layer['addWeight']> | undefined;

  override build(inputShape: number[]): void {
    const shape = [classes, inputShape.at(-1)!];
    this.scale = this.addWeight('scale', shape, 'float32', initializers.ones());
    this.shift = this.addWeight('shift', shape, 'float32', initializers.zeros());
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], { condition }: { condition?: Condition }): Tensor {
    const [x] = inputs as [Tensor];
    // A row a sample, then a number a channel of its picture.
    const ofLabel = (weight: typeof this.scale) =>
      expandDims(expandDims(matMul(condition as Tensor2D, weight!.read() as Tensor2D), 1), 1);
    return add(mul(x, ofLabel(this.scale)), ofLabel(this.shift));
  }
}

/** Noise in, a picture out. No layer but the conditional ones asks for the label, so a plain sequence will do. */
function generator(): LayersModel {
  const normalization = () => layers.batchNormalization({ center: false, scale: false });
  return sequential({
    layers: [
      layers.dense({ units: 7 * 7 * 32, useBias: false, inputShape: [32] }),
      layers.reshape({ targetShape: [7, 7, 32] }),
      ...[normalization(), new ConditionalScale({}), layers.reLU()],
      layers.conv2dTranspose({ ...doubling, filters: 16, useBias: false }),
      ...[normalization(), new ConditionalScale({}), layers.reLU()],
      layers.conv2dTranspose({ ...doubling, filters: 1, activation: 'tanh' }),
    ],
  });
}

/** A picture and its label in; out comes a score of the features plus their product with those of the label. */
function discriminator(): LayersModel {
  const normalized = spectralNormalization;
  const picture = input({ shape: [28, 28, 1] });
  const label = input({ shape: [classes] });
  let x = layers.reLU().apply(normalized(layers.conv2d({ ...doubling, filters: 16 })).apply(picture));
  x = layers.reLU().apply(normalized(layers.conv2d({ ...doubling, filters: 32 })).apply(x));
  const features = layers.globalAveragePooling2d({}).apply(x) as SymbolicTensor;
  const ofPicture = normalized(layers.dense({ units: 1 })).apply(features) as SymbolicTensor;
  // The embedding of a label is a dense layer of its one-hot row: that one has a kernel to be normalized.
  const embedded = normalized(layers.dense({ units: 32, useBias: false })).apply(label) as SymbolicTensor;
  const product = layers.dot({ axes: 1 }).apply([features, embedded]) as SymbolicTensor;
  return model({
    inputs: [picture, label],
    outputs: layers.add().apply([ofPicture, product]) as SymbolicTensor,
  });
}
