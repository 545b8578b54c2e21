import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, type Layer, type LayerCall, runRecorded } from '../../tfjs';
import { noiseCall } from './noise-call';

export { denseNetworkCall } from './dense-network';

/**
 * The call of a layer that runs as one kernel of gan-core's in training: dense and convolutional layers, and layer
 * normalization, with the gradients of src/gradients/fused-kernels.ts: fewer passes, and no gradient that nobody asks for.
 * Only where the backend has the kernels, and where the result is differentiated once, or in training not at all. Samples
 * drawn within a run come from the layers as ever, so that they are the same after it. Layers that draw noise draw it as
 * noise-call.ts says.
 *
 * @returns undefined for layers of other classes
 */
export function kernelCall(layer: Layer): LayerCall | undefined {
  const prepare = layer.getClassName && forward[layer.getClassName()];
  if (!prepare) return noiseCall(layer);
  return (x, training) => {
    const depth = engine().state.gradientDepth;
    const isServed = depth === 1 || (depth === 0 && training);
    return isServed && hasKernel('GanCoreActivationGrad') ? prepare(layer, x) : undefined;
  };
}

/** Computes the output of the layers of a class; undefined for settings that have no kernel. */
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
