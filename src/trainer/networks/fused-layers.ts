import {
  add,
  conv2d,
  engine,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { hasKernel, type Layer, type LayerCall, replaceLayerCalls, runRecorded } from '../../tfjs';
import type { TrainableModel } from './model';
import { noiseCall } from './noise-layers';
import { normalizationCall } from './normalization-layers';

/**
 * Has the dense and convolutional layers of the models, and layer normalization, run as one kernel each in training, with the
 * gradients of src/gradients/fused-kernels.ts: fewer passes, and no gradient that nobody asks for. Only on backends with
 * gan-core's own kernels, and only where the result is differentiated once, or in training not at all. Samples drawn within
 * a run come from the layers as ever, so that they are the same after it. Within a gradient of a gradient, layers are as
 * ever too, but for dilated convolutions. Those run as operations of their own: the one that tfjs runs in their place throws
 * when it is differentiated. Layers that draw noise draw it as noise-layers.ts says, and layers that normalize are mended as
 * normalization-layers.ts says.
 *
 * @param tell - told of batches that are too small for a layer
 * @returns puts the layers back
 */
export function fuseLayers(
  models: readonly TrainableModel[],
  tell: (notice: string) => void = () => {},
): () => void {
  return replaceLayerCalls(models, (layer, isFrozen) => {
    const [fused, normalized] = [fusedCall(layer), normalizationCall(layer, isFrozen, tell)];
    if (!fused || !normalized) return fused ?? normalized ?? noiseCall(layer);
    return (x, training) => fused(x, training) ?? normalized(x, training);
  });
}

function fusedCall(layer: Layer): LayerCall | undefined {
  const prepare = layer.getClassName && forward[layer.getClassName()];
  return (
    prepare &&
    ((x, training) => {
      const depth = engine().state.gradientDepth;
      const isServed = depth === 1 || (depth === 0 && training);
      const output = isServed && hasKernels() ? prepare(layer, x) : undefined;
      return output ?? (depth > 0 ? dilatedConvolution(layer, x) : undefined);
    })
  );
}

/** What a dilated convolutional layer gives; undefined for other layers. */
function dilatedConvolution(layer: Layer, x: Tensor): Tensor | undefined {
  const { strides, padding, dataFormat, dilationRate, kernel, bias, activation, _callHook } = layer;
  const isDilated = layer.getClassName?.() === 'Conv2D' && dilationRate?.some((rate) => rate !== 1);
  if (!isDilated || !kernel || x.rank !== 4 || dataFormat !== 'channelsLast' || _callHook) return undefined;
  return tidy(() => {
    const filter = kernel.read() as Tensor4D;
    const y = conv2d(x as Tensor4D, filter, strides!, padding as 'same', 'NHWC', dilationRate);
    const biased = bias ? add(y, bias.read()) : y;
    return activation ? activation.apply(biased) : biased;
  });
}

function hasKernels(): boolean {
  return hasKernel('GanCoreActivationGrad');
}

/** What the layers of a class give, or undefined for settings that have no kernel. */
const forward: Readonly<Record<string, (layer: Layer, x: Tensor) => Tensor | undefined>> = {
  Dense(layer, x) {
    return x.rank === 2 ? run('_FusedMatMul', x, layer, (b) => ({ a: x, b }), {}) : undefined;
  },
  Conv2D(layer, x) {
    const { strides, padding: pad, dataFormat, dilationRate } = layer;
    if (x.rank !== 4 || dataFormat !== 'channelsLast' || pad === 'causal') return undefined;
    const attributes = { strides, pad, dataFormat: 'NHWC', dilations: dilationRate ?? [1, 1] };
    return run('FusedConv2D', x, layer, (filter) => ({ x, filter }), attributes);
  },
  LayerNormalization(layer, x) {
    const { epsilon, gamma, beta } = layer;
    const axes = [layer.axis].flat();
    const isServed = axes.length === 1 && axes[0] === x.rank - 1 && x.rank >= 2 && x.rank <= 4;
    // Without a scale or an offset, tfjs can't train such a layer at all: its tape knows no inputs that aren't there.
    if (!isServed || x.dtype !== 'float32' || !gamma || !beta || layer._callHook) return undefined;
    const inputs = { x, scale: gamma.read(), offset: beta.read() };
    if (inputs.scale.size !== x.shape.at(-1)) return undefined;
    return runRecorded('GanCoreLayerNorm', inputs, { epsilon: epsilon! });
  },
};

function run(
  kernel: string,
  x: Tensor,
  { activation, bias, kernel: weights, _callHook }: Layer,
  operands: (weights: Tensor) => NamedTensorMap,
  attributes: object,
): Tensor | undefined {
  const name = activation?.getClassName();
  if (!weights || _callHook || (name !== 'linear' && name !== 'relu')) return undefined;
  const values = weights.read();
  // tfjs's operations convert numbers and refuse shapes; a kernel called by itself does neither.
  if (x.dtype !== 'float32' || x.shape.at(-1) !== values.shape.at(-2)) return undefined;
  const inputs = { ...operands(values), ...(bias && { bias: bias.read() }) };
  return runRecorded(kernel, inputs, { ...attributes, activation: name } as NamedAttrMap);
}
