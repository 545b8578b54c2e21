import { keep, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel, type Layer, type LayerCall, recordingEngine, runUnrecorded, shareData } from '../../tfjs';

/** One dense layer, as the kernels take it. */
interface DenseLayer {
  readonly hasBias: boolean;
  readonly activation?: 'Relu' | 'LeakyRelu' | 'Tanh' | 'Sigmoid' | 'Elu';
  readonly alpha: number;
}

/** A dense layer with the layers of activations that follow it. */
interface DensePart {
  readonly layer: Layer;
  readonly spec: DenseLayer;
}

/**
 * The call of a sequential model of dense layers and activations as one operation, forward and backward, on backends with
 * gan-core's own kernels. tfjs's engine and tfjs-layers take several microseconds for each layer and each of its gradients, more than
 * the sums of a small layer do. Numbers are those of the layers one by one, to the bit. As those of kernel-layers.ts it serves where
 * the result is differentiated once, or in training not at all.
 *
 * @returns undefined for a model that isn't of this kind
 */
export function denseNetworkCall(model: Layer): LayerCall | undefined {
  if (model.getClassName?.() !== 'Sequential') return undefined;
  const parts = densePartsOf(model.layers ?? []);
  if (!parts || parts.length < 2) return undefined;
  const layers = parts.map(({ spec }) => spec);
  const names = namesOf(layers);
  return (x, training) => {
    const { gradientDepth } = recordingEngine().state;
    const isServed = gradientDepth === 1 || (gradientDepth === 0 && training);
    if (!isServed || x.rank !== 2 || x.dtype !== 'float32' || !hasKernel('GanCoreDenseNetwork'))
      return undefined;
    if (parts.some(({ layer }) => layer._callHook || layer.trainable === false)) return undefined;
    const weights = parts.map(({ layer }) => layer.kernel!.read());
    if (weights[0]!.shape[0] !== x.shape[1]) return undefined; // tfjs-layers says what is wrong
    const biases = parts.flatMap(({ layer }) => (layer.bias ? [layer.bias.read()] : []));
    return run(layers, names, x, weights, biases);
  };
}

/** The dense layers, each with its activation; undefined where something else is among them. */
function densePartsOf(layers: readonly Layer[]): readonly DensePart[] | undefined {
  const parts: DensePart[] = [];
  for (const layer of layers) {
    const name = Object.hasOwn(layer.constructor, 'className') ? layer.getClassName?.() : undefined;
    if (name === 'InputLayer') continue;
    const isDense = name === 'Dense';
    const activation = isDense || name === 'Activation' ? activationOf(layer) : activationLayer(layer, name);
    if (!activation || (isDense && !layer.kernel)) return undefined;
    if (isDense) parts.push({ layer, spec: { hasBias: !!layer.bias, ...activation } });
    else {
      const last = parts.pop();
      if (!last || last.spec.activation !== undefined) return undefined; // two activations in a row
      parts.push({ ...last, spec: { ...last.spec, ...activation } });
    }
  }
  return parts;
}

type Activated = Pick<DenseLayer, 'activation' | 'alpha'>;

/** tfjs-layers' names of activations. */
const activations: Readonly<Record<string, Activated['activation']>> = {
  linear: undefined,
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  elu: 'Elu',
};

function activationOf({ activation }: Layer): Activated | undefined {
  const name = activation?.getClassName() ?? 'linear';
  return Object.hasOwn(activations, name) ? withActivation(activations[name], 0) : undefined;
}

function withActivation(activation: Activated['activation'], alpha: number): Activated {
  return activation === undefined ? { alpha } : { activation, alpha };
}

function activationLayer(layer: Layer, name: string | undefined): Activated | undefined {
  const { maxValue, alpha = 0 } = layer as { maxValue?: number | null; alpha?: number };
  if (name === 'ReLU') return maxValue == null ? { activation: 'Relu', alpha: 0 } : undefined;
  // By a slope below 0, the output doesn't tell the input's sign.
  if (name === 'LeakyReLU') return alpha >= 0 ? { activation: 'LeakyRelu', alpha } : undefined;
  return undefined;
}

/** The operation's inputs but x, as the tape names them: the weights, then the biases. Made once: it is asked for in every step. */
function namesOf(layers: readonly DenseLayer[]): readonly string[] {
  const biases = layers.filter(({ hasBias }) => hasBias);
  return [...layers.map((_, index) => `w${index}`), ...biases.map((_, index) => `b${index}`)];
}

function run(
  layers: readonly DenseLayer[],
  names: readonly string[],
  x: Tensor,
  weights: readonly Tensor[],
  biases: readonly Tensor[],
): Tensor {
  const isRecorded = recordingEngine().state.gradientDepth > 0;
  const outputs = runUnrecorded('GanCoreDenseNetwork', [x, ...weights, ...biases], { layers });
  const y = outputs.at(-1)!;
  if (!isRecorded) {
    for (const hidden of outputs.slice(0, -1)) hidden.dispose();
    return y;
  }
  const saved = [shareData(x), ...outputs.slice(0, -1), shareData(y), ...weights.map(shareData)];
  for (const tensor of saved) keep(tensor);
  const inputs: NamedTensorMap = {};
  for (let index = 0; index < names.length; index++)
    inputs[names[index]!] = weights[index] ?? biases[index - weights.length]!;
  inputs.x = x; // last: its gradient is cheaper after those of the weights
  const gradient = (dy: Tensor) => gradientsOf(layers, names, dy, saved);
  recordingEngine().addTapeNode('GanCoreDenseNetwork', inputs, [y], gradient, saved, {});
  return y;
}

/**
 * The gradients, by the names of the inputs; each is asked for where it is needed. All weights' come of one pass. Where tfjs asks,
 * in a tidy for each, they are kept with what was saved and go with it; the Trainer's own walk asks in one scope, and has what
 * the pass made.
 */
function gradientsOf(
  layers: readonly DenseLayer[],
  names: readonly string[],
  dy: Tensor,
  saved: Tensor[],
): Record<string, () => Tensor> {
  const { state } = recordingEngine();
  const scope = state.activeScope;
  const values = saved.slice();
  const pass = (by: 'weights' | 'input') =>
    runUnrecorded('GanCoreDenseNetworkGrad', [dy, ...values], { layers, by });
  let made: readonly Tensor[] | undefined;
  let isKept = false;
  const ofWeights = (index: number) => {
    if (!made) {
      made = pass('weights');
      isKept = state.activeScope !== scope;
      if (isKept) for (const tensor of made) saved.push(keep(tensor));
    }
    return isKept ? shareData(made[index]!) : made[index]!;
  };
  const gradients: Record<string, () => Tensor> = {};
  let [next, nextBias] = [1, layers.length];
  for (let index = 0; index < layers.length; index++) {
    const ofWeight = next++;
    gradients[names[index]!] = () => ofWeights(ofWeight);
    if (!layers[index]!.hasBias) continue;
    const ofBias = next++;
    gradients[names[nextBias++]!] = () => ofWeights(ofBias);
  }
  const firstWeights = values[1 + layers.length]!;
  gradients.x = () => {
    if (!made) return pass('input')[0]!;
    const operands = { a: made[0]!, b: firstWeights };
    return runUnrecorded('BatchMatMul', operands, { transposeA: false, transposeB: true })[0]!;
  };
  return gradients;
}
