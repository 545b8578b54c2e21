import {
  add,
  conv2d,
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorMap,
  Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { TrainableModel } from './model';

/** A layer of tfjs-layers, with the parts that its types keep to themselves. */
interface Layer {
  getClassName?(): string;
  call(inputs: unknown, kwargs: object): unknown;
  readonly layers?: readonly Layer[];
  readonly kernel?: { read(): Tensor };
  readonly bias?: { read(): Tensor } | null;
  readonly activation?: { getClassName(): string; apply(x: Tensor): Tensor };
  readonly strides?: [number, number];
  readonly padding?: string;
  readonly dataFormat?: string;
  readonly dilationRate?: [number, number];
  readonly axis?: number | readonly number[];
  readonly epsilon?: number;
  readonly gamma?: { read(): Tensor } | null;
  readonly beta?: { read(): Tensor } | null;
  readonly _callHook?: unknown;
}

/**
 * Has the dense and convolutional layers of the models, and layer normalization, run as one kernel each in training, with the
 * gradients of src/gradients/fused-kernels.ts: fewer passes, and no gradient that nobody asks for. Only on backends with
 * gan-core's own kernels, and only where the result is differentiated once, or not at all: within a gradient of a gradient, layers are as
 * ever, but for dilated convolutions. Those run as operations of their own: the one that tfjs runs in their place throws when
 * it is differentiated.
 *
 * @returns puts the layers back
 */
export function fuseLayers(models: readonly TrainableModel[]): () => void {
  const fused: Layer[] = [];
  const visit = (layers: readonly Layer[] | undefined) => {
    if (!Array.isArray(layers)) return;
    for (const layer of layers as readonly Layer[]) {
      visit(layer.layers);
      const prepare = layer.getClassName && forward[layer.getClassName()];
      if (!prepare || Object.hasOwn(layer, 'call')) continue;
      const original = layer.call;
      layer.call = (inputs, kwargs) => {
        const x = Array.isArray(inputs) && inputs.length === 1 ? inputs[0] : inputs;
        if (!(x instanceof Tensor)) return original.call(layer, inputs, kwargs);
        const depth = engine().state.gradientDepth;
        const output = depth <= 1 && kernelExists() ? prepare(layer, x) : undefined;
        if (output || depth === 0) return output ?? original.call(layer, inputs, kwargs);
        return dilatedConvolution(layer, x) ?? original.call(layer, inputs, kwargs);
      };
      fused.push(layer);
    }
  };
  for (const model of models) visit((model as { layers?: readonly Layer[] }).layers);
  return () => {
    // The method belongs to the class: without a property of its own, the layer has the original again.
    for (const layer of fused) delete (layer as Partial<Layer>).call;
  };
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

function kernelExists(): boolean {
  return getKernel('GanCoreActivationGrad', getBackend()) !== undefined;
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
    return engine().runKernel('GanCoreLayerNorm', inputs, { epsilon: epsilon! }) as Tensor;
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
  return engine().runKernel(kernel, inputs, { ...attributes, activation: name } as NamedAttrMap) as Tensor;
}
