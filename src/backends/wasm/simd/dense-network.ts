import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { Activation, FusedActivation } from '../assembly/operation-codes';
import type { SimdKernels } from '../module/kernel-exports';
import { addressOf, simdKernels, withWorkspace } from '../module/simd-kernels';
import type { WasmBackend } from '../module/wasm-kernel';
import { productWorkspace } from '../module/workspace-sizes';

/** One dense layer: y = f(x·W + b). */
interface DenseLayer {
  readonly hasBias: boolean;
  /** Activation of the sums, by the names of tfjs's kernels; undefined for the sums themselves. */
  readonly activation?: 'Relu' | 'LeakyRelu' | 'Tanh' | 'Sigmoid' | 'Elu';
  /** The slope of LeakyRelu, not below 0. */
  readonly alpha: number;
}

interface NetworkAttributes {
  readonly layers: readonly DenseLayer[];
}

/** Activations that a product applies as it is stored. */
const fused: Readonly<Record<string, FusedActivation>> = {
  Relu: FusedActivation.relu,
  LeakyRelu: FusedActivation.leakyrelu,
};

/** Place of a network in memory, for both passes. */
interface Place {
  readonly kernels: SimdKernels;
  readonly wasm: WasmBackend;
  readonly rows: number;
  /** The width of x, and then of each layer's output. */
  readonly widths: readonly number[];
}

function placeOf(backend: unknown, x: TensorInfo, weights: readonly TensorInfo[]): Place {
  const wasm = backend as WasmBackend;
  const widths = [x.shape[1]!, ...weights.map(({ shape }) => shape[1]!)];
  return { kernels: simdKernels(wasm), wasm, rows: x.shape[0]!, widths };
}

/**
 * A network of dense layers in one call: `GanCoreDenseNetwork` and, by all of its weights or by its input,
 * `GanCoreDenseNetworkGrad`. Between its layers nothing is asked of tfjs, which takes more time for a small layer than its sums do.
 *
 * Forward: inputs x, the layers' weights, and the biases of those that have one, in one array; outputs each layer's output, the
 * network's last. Backward: inputs ∂y, x, the layers' outputs, the weights; outputs, by the weights, ∂ of the first layer's sums and
 * then each layer's ∂W and ∂b, by the input ∂x.
 */
export const simdDenseNetwork: readonly KernelConfig[] = [
  {
    kernelName: 'GanCoreDenseNetwork',
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs }) {
      const { layers } = attrs as unknown as NetworkAttributes;
      const [x, ...rest] = inputs as unknown as [TensorInfo, ...TensorInfo[]];
      const weights = rest.slice(0, layers.length);
      return forward(placeOf(backend, x, weights), layers, x, weights, rest.slice(layers.length));
    },
  },
  {
    kernelName: 'GanCoreDenseNetworkGrad',
    backendName: 'wasm',
    kernelFunc({ inputs, backend, attrs }) {
      const { layers, by } = attrs as unknown as NetworkAttributes & { by: 'weights' | 'input' };
      const [dy, x, ...rest] = inputs as unknown as [TensorInfo, TensorInfo, ...TensorInfo[]];
      const weights = rest.slice(layers.length);
      const place = placeOf(backend, x, weights);
      return backward(place, layers, dy, [x, ...rest.slice(0, layers.length)], weights, by);
    },
  },
];

function forward(
  { kernels, wasm, rows, widths }: Place,
  layers: readonly DenseLayer[],
  x: TensorInfo,
  weights: readonly TensorInfo[],
  biases: readonly TensorInfo[],
): TensorInfo[] {
  const outputs = weights.map((_, index) => wasm.makeOutput([rows, widths[index + 1]!], 'float32'));
  const bytes = weights.map((_, index) => productWorkspace(kernels, widths[index + 1]!, widths[index]!));
  withWorkspace(wasm, Math.max(...bytes), (workspace) => {
    let from = addressOf(x, wasm);
    let nextBias = 0;
    for (const [index, { hasBias, activation, alpha }] of layers.entries()) {
      const to = addressOf(outputs[index]!, wasm);
      const [depth, columns] = [widths[index]!, widths[index + 1]!];
      const bias = hasBias ? addressOf(biases[nextBias++]!, wasm) : 0;
      const inProduct = activation === undefined ? FusedActivation.linear : fused[activation];
      const at = addressOf(weights[index]!, wasm);
      const code = inProduct ?? FusedActivation.linear;
      kernels.multiply(from, false, at, false, to, rows, columns, depth, bias, code, alpha, workspace);
      if (inProduct === undefined) kernels.activate(Activation[activation!], to, to, rows * columns, 0);
      from = to;
    }
  });
  return outputs;
}

/** Gradients of a network of two layers at least, whose sums' gradients take turns between two places. */
function backward(
  place: Place,
  layers: readonly DenseLayer[],
  dy: TensorInfo,
  values: readonly TensorInfo[],
  weights: readonly TensorInfo[],
  by: 'weights' | 'input',
): TensorInfo[] {
  const { wasm, rows, widths } = place;
  const ofWeights = by === 'weights';
  const first = wasm.makeOutput([rows, widths[ofWeights ? 1 : 0]!], 'float32');
  const gradients = layers.map(({ hasBias }, index) => ({
    weight: ofWeights ? wasm.makeOutput(weights[index]!.shape, 'float32') : undefined,
    bias: ofWeights && hasBias ? wasm.makeOutput([widths[index + 1]!], 'float32') : undefined,
  }));
  const lineBytes = 64;
  const slotBytes = Math.ceil((rows * Math.max(...widths) * 4) / lineBytes) * lineBytes;
  withWorkspace(wasm, 2 * slotBytes + backwardWorkspace(place), (slots) => {
    const workspace = slots + 2 * slotBytes;
    const slot = (layer: number) =>
      layer === (ofWeights ? 0 : -1) ? addressOf(first, wasm) : slots + (layer & 1) * slotBytes;
    const top = layers.length - 1;
    let sums = throughActivation(place, layers, top, values, addressOf(dy, wasm), slot(top));
    for (let layer = top; layer >= 0; layer--) {
      const { weight, bias } = gradients[layer]!;
      if (weight) multiplyFor(place, layer, addressOf(values[layer]!, wasm), sums, weight, workspace);
      if (bias) place.kernels.sum(sums, addressOf(bias, wasm), 1, rows, widths[layer + 1]!, 1, workspace);
      if (layer === 0 && ofWeights) break;
      const below = slot(layer - 1);
      const [depth, columns] = [widths[layer + 1]!, widths[layer]!];
      const at = addressOf(weights[layer]!, wasm);
      place.kernels.multiply(sums, false, at, true, below, rows, columns, depth, 0, 0, 0, workspace);
      sums = layer === 0 ? below : throughActivation(place, layers, layer - 1, values, below, below);
    }
  });
  return [first, ...gradients.flatMap(({ weight, bias }) => [weight, bias].filter((each) => !!each))];
}

/** ∂W = xᵀ·∂ of the sums */
function multiplyFor(
  { kernels, wasm, rows, widths }: Place,
  layer: number,
  x: number,
  sums: number,
  weight: TensorInfo,
  workspace: number,
): void {
  const [height, columns] = [widths[layer]!, widths[layer + 1]!];
  const target = addressOf(weight, wasm);
  kernels.multiply(x, true, sums, false, target, height, columns, rows, 0, 0, 0, workspace);
}

/** Writes ∂ of a layer's sums to `target`; gives where it lies, which without an activation is where ∂ of its output lies. */
function throughActivation(
  { kernels, wasm, rows, widths }: Place,
  layers: readonly DenseLayer[],
  layer: number,
  values: readonly TensorInfo[],
  gradient: number,
  target: number,
): number {
  const { activation, alpha } = layers[layer]!;
  if (activation === undefined) return gradient;
  // All of these can be told from the output: a leak's sign is that of its input.
  const output = addressOf(values[layer + 1]!, wasm);
  const length = rows * widths[layer + 1]!;
  kernels.activationGradient(Activation[activation], output, gradient, target, length, alpha);
  return target;
}

/** The bytes that the backward pass's products and sums need. */
function backwardWorkspace({ kernels, rows, widths }: Place): number {
  const bytes = widths
    .slice(1)
    .flatMap((columns, layer) => [
      productWorkspace(kernels, columns, rows),
      productWorkspace(kernels, widths[layer]!, columns),
      kernels.sumWorkspace(1, rows, columns),
    ]);
  return Math.max(...bytes);
}
