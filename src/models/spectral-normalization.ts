import { serialization } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { ArgumentError, describeValue, refuseUnknownKeys } from '../errors';
import { SpectralNormalization, type SpectralNormalizationOptions } from './spectral-normalization-layer';

/**
 * Spectral normalization: the layer with its kernel W replaced by W/σ(W), σ being W's largest singular value, so that
 * the layer is 1-Lipschitz. σ is found by
 * power iteration, 15 steps when the layer is built (as in PyTorch) and one each time it is applied with `training: true`: an
 * estimate from below, a few percent off at first. Its vectors u and v are weights of the layer that aren't trained, and are
 * saved with the model. No gradient flows through u and v. A frozen layer keeps its u and v, and so its σ, as does one
 * in a model that is frozen; a kernel of zeros is left as it is. Outside of a Trainer that is the model that lists the
 * layer itself, frozen after it was first applied: tfjs-layers tells it of no other.
 *
 * For a convolution, W is its kernel as a matrix of one column an output channel.
 *
 * Source: Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", eq. 8 and algorithm 1.
 *
 * @param layer - a dense, convolution or transposed convolution layer of tfjs-layers, not yet used elsewhere
 * @param options - `powerIterations`
 * @returns a layer that takes its place
 * @throws ArgumentError for what is no layer, one without a kernel (when it is built), iterations that aren't a whole
 *   number above 0, or an unknown option
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { layers } from '@tensorflow/tfjs-layers';
 * import { spectralNormalization } from 'gan-core/models';
 * const dense = layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
 * const layer = spectralNormalization(dense);
 * // The kernel [1, 1] has the norm √2: (1 + 1)/√2.
 * const output = layer.apply(tf.ones([1, 2])) as tf.Tensor;
 * console.log(output.dataSync()[0]?.toFixed(4)); // → 1.4142
 * ```
 */
export function spectralNormalization(
  layer: layers.Layer,
  options: SpectralNormalizationOptions = {},
): layers.Layer {
  if (typeof layer?.getClassName !== 'function' || typeof layer.apply !== 'function') {
    throw new ArgumentError(
      'layer',
      `got ${describeValue(layer)}; expected a layer of tfjs-layers, such as layers.dense({ units: 1 }).`,
    );
  }
  refuseUnknownKeys(options, ['powerIterations']);
  registerLayers();
  return new SpectralNormalization({ ...options, layer });
}

/**
 * Tells tfjs-layers of gan-core's layers, which it must know before it loads a model that has one. Making such a layer
 * does so too.
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { layers, models, sequential } from '@tensorflow/tfjs-layers';
 * import { registerLayers, spectralNormalization } from 'gan-core/models';
 * registerLayers(); // before a model is loaded that another program saved
 * const layer = spectralNormalization(layers.dense({ units: 1, inputShape: [2] }));
 * const json = sequential({ layers: [layer] }).toJSON(null, false);
 * const model = await models.modelFromJSON(json as unknown as Parameters<typeof models.modelFromJSON>[0]);
 * console.log(model.layers[0]?.getClassName()); // → SpectralNormalization
 * ```
 */
export function registerLayers(): void {
  serialization.registerClass(
    SpectralNormalization as unknown as Parameters<typeof serialization.registerClass>[0],
  );
}
