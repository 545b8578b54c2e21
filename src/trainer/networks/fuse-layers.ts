import { add, conv2d, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import {
  isTakingGradient,
  type Layer,
  type LayerCall,
  replaceLayerCalls,
  replaceModelCalls,
  type TrainableModel,
} from '../../tfjs';
import { embeddingCall } from './embedding-labels';
import { normalizationCall } from './normalization-layers';

/** Interface of kernel-layers.ts: only backends with gan-core's own kernels need it, so it is loaded for those alone. */
export interface KernelLayers {
  kernelCall(layer: Layer): LayerCall | undefined;
  /** The call of a whole model. */
  denseNetworkCall?(model: Layer): LayerCall | undefined;
}

/**
 * Has the layers of the models compute otherwise in training. On backends with gan-core's own kernels, as kernel-layers.ts
 * says. Dilated convolutions, within a gradient, run as operations of their own: the one that tfjs runs in their place throws
 * when it is differentiated. Layers that normalize are corrected as normalization-layers.ts says.
 *
 * @param kernels - where the backend may have the kernels
 * @param tell - told of batches that are too small for a layer
 * @returns puts the layers back
 */
export function fuseLayers(
  models: readonly TrainableModel[],
  kernels: KernelLayers | undefined,
  tell: (notice: string) => void = () => {},
): () => void {
  const restoreModels = replaceModelCalls(models, (model) => kernels?.denseNetworkCall?.(model));
  const restoreLayers = replaceLayerCalls(models, (layer, isFrozen) => {
    const calls = [
      kernels?.kernelCall(layer),
      dilatedCall(layer),
      normalizationCall(layer, isFrozen, tell),
      embeddingCall(layer, undefined),
    ];
    return calls.some(Boolean) ? (x, training) => firstOutput(calls, x, training) : undefined;
  });
  return () => {
    restoreModels();
    restoreLayers();
  };
}

function firstOutput(
  calls: readonly (LayerCall | undefined)[],
  x: Tensor,
  training: boolean,
): Tensor | undefined {
  for (const call of calls) {
    const output = call?.(x, training);
    if (output) return output;
  }
  return undefined;
}

function dilatedCall(layer: Layer): LayerCall | undefined {
  const isDilated = layer.getClassName?.() === 'Conv2D' && layer.dilationRate?.some((rate) => rate !== 1);
  return isDilated ? (x) => (isTakingGradient() ? dilatedConvolution(layer, x) : undefined) : undefined;
}

/** Computes a dilated convolutional layer's output; undefined for settings that are left to tfjs. */
function dilatedConvolution(layer: Layer, x: Tensor): Tensor | undefined {
  const { strides, padding, dataFormat, dilationRate, kernel, bias, activation, _callHook } = layer;
  if (!kernel || x.rank !== 4 || dataFormat !== 'channelsLast' || _callHook) return undefined;
  return tidy(() => {
    const filter = kernel.read() as Tensor4D;
    const y = conv2d(x as Tensor4D, filter, strides!, padding as 'same', 'NHWC', dilationRate);
    const biased = bias ? add(y, bias.read()) : y;
    return activation ? activation.apply(biased) : biased;
  });
}
