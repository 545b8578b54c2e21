import {
  abs,
  clip,
  constant,
  divide,
  erf,
  exp,
  largest,
  log,
  multiply,
  power,
  scale,
  shift,
  total,
} from './arithmetic';
import { NdArray } from './nd-array';
import { apply, type Scalar } from './scalar';

const tanh = (x: Scalar): Scalar => {
  const t = Math.tanh(x.value);
  return apply(x, [t, 1 - t * t, -2 * t * (1 - t * t)]);
};
const sigmoid = (x: Scalar): Scalar => {
  const s = 1 / (1 + Math.exp(-x.value));
  return apply(x, [s, s * (1 - s), s * (1 - s) * (1 - 2 * s)]);
};
const softplus = (x: Scalar): Scalar => log(shift(exp(x), 1));
export const leakyRelu = (x: Scalar, slope: number): Scalar => (x.value > 0 ? x : scale(x, slope));
export const elu = (x: Scalar): Scalar => (x.value > 0 ? x : shift(exp(x), -1));

/** The activations of which each output depends on one input, by their name in tfjs-layers. */
const elementwise: Readonly<Record<string, (x: Scalar) => Scalar>> = {
  linear: (x) => x,
  relu: (x) => leakyRelu(x, 0),
  relu6: (x) => clip(x, 0, 6),
  elu,
  selu: (x) => scale(x.value > 0 ? x : scale(elu(x), 1.6732632423543772), 1.0507009873554805),
  tanh,
  sigmoid,
  hardSigmoid: (x) => clip(shift(scale(x, 0.2), 0.5), 0, 1),
  softplus,
  softsign: (x) => divide(x, shift(abs(x), 1)),
  swish: (x) => multiply(x, sigmoid(x)),
  mish: (x) => multiply(x, tanh(softplus(x))),
  gelu: (x) => multiply(scale(x, 0.5), shift(erf(scale(x, Math.SQRT1_2)), 1)),
  gelu_new: (x) => {
    const inner = multiply(x, shift(scale(power(x, 2), 0.044715), 1));
    return multiply(scale(x, 0.5), shift(tanh(scale(inner, Math.sqrt(2 / Math.PI))), 1));
  },
};

export const activationNames: readonly string[] = [...Object.keys(elementwise), 'softmax', 'logSoftmax'];

/** An activation of tfjs-layers, by its name there. */
export function activate(x: NdArray, name: string | undefined): NdArray {
  if (name === 'softmax') return softmax(x, x.shape.length - 1);
  if (name === 'logSoftmax') return softmax(x, x.shape.length - 1).map(log);
  return x.map(elementwise[name ?? 'linear']!);
}

export function softmax(x: NdArray, axis: number): NdArray {
  const largestAlong = x.reduce([axis], (values) => constant(largest(values).value), true);
  const exponentials = NdArray.from(x.shape, (place) =>
    exp(shift(x.at(place), -largestAlong.broadcastAt(place).value)),
  );
  const sums = exponentials.reduce([axis], total, true);
  return NdArray.from(x.shape, (place) => divide(exponentials.at(place), sums.broadcastAt(place)));
}
