import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkMembers, checkTensor, describeValue } from '../../errors';

/** The part of a model of tfjs-layers that {@link featuresFrom} needs. */
export interface LayeredModel {
  /** Its layers, each with its name and what it gives, as a symbol. */
  readonly layers: readonly {
    /** Name of the layer, which no other has. */
    readonly name: string;
    /** Symbol of what it gives; several of them in an array. */
    readonly output: unknown;
  }[];
  /** Computes what the symbols of those names are for a batch. */
  execute(inputs: never, outputs: never): unknown;
}

/**
 * A model of tfjs-layers as a source of features: what one of its layers gives for a batch. A classifier's last hidden layer is the usual
 * choice: it was trained to tell apart what matters in such samples. Metrics of different layers or models aren't comparable.
 *
 * There are no models by name, Inception's neither: it was trained on photographs, and of digits, spectrograms or icons its features say
 * nothing. Only with its pool features is the Fréchet distance the FID.
 *
 * @param model - any model of tfjs-layers, sequential or not; it is used, not copied
 * @param layer - the layer's name, as `model.summary()` prints it
 * @returns gives a batch's features, one row for each sample; for {@link extractFeatures}
 * @throws ArgumentError for what is no such model, a name of one included, or a layer that it doesn't have
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
 * import { featuresFrom } from 'gan-core/metrics';
 * const ones = { kernelInitializer: initializers.ones() };
 * const classifier = sequential();
 * classifier.add(layers.dense({ ...ones, units: 2, inputShape: [3], name: 'hidden' }));
 * classifier.add(layers.dense({ ...ones, units: 10, activation: 'softmax' }));
 * const features = featuresFrom(classifier, 'hidden');
 * console.log(features(tf.tensor2d([[1, 2, 3]])).arraySync()); // → [ [ 6, 6 ] ]
 * ```
 */
export function featuresFrom(model: LayeredModel, layer: string): (batch: Tensor) => Tensor {
  refuseName(model);
  checkMembers('model', model, { expected: 'a model of tfjs-layers', functions: ['execute'] });
  if (!Array.isArray(model.layers as unknown)) {
    throw new ArgumentError('model', `got ${describeValue(model)}; expected a model of tfjs-layers.`);
  }
  const chosen = model.layers.find(({ name }) => name === layer);
  if (!chosen) {
    const names = model.layers.map(({ name }) => name).join(', ');
    throw new ArgumentError('layer', `got ${describeValue(layer)}; expected one of ${names}.`);
  }
  const name = outputName(chosen);
  return (batch) => {
    checkTensor('batch', batch, { expected: 'a tensor with a sample in each row', leastRank: 1 });
    return model.execute(batch as never, name as never) as Tensor;
  };
}

/** Refuses a model's name in its place; that of Inception with the reason why it wouldn't help. */
function refuseName(model: unknown): void {
  if (typeof model !== 'string') return;
  const reason = /inception/i.test(model)
    ? ' Inception v3 was trained on photographs: of digits, spectrograms or icons its features say nothing, and distances of other features are no FID. Take a classifier of your data, or randomFeatures().'
    : ' Load it, with loadLayersModel say.';
  throw new ArgumentError(
    'model',
    `got ${describeValue(model)}, a name; expected a model of tfjs-layers.${reason}`,
  );
}

/** The name by which a model knows the layer's output; of several the first. */
function outputName(layer: LayeredModel['layers'][number]): string {
  let output: unknown;
  try {
    output = layer.output;
  } catch (error) {
    throw new ArgumentError(
      'layer',
      `${layer.name} has no output of its own: ${(error as Error).message}. Choose a layer that is used once.`,
    );
  }
  const [first] = Array.isArray(output) ? output : [output];
  return (first as { name: string }).name;
}
