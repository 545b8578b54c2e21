import {
  add,
  exp,
  type GradConfig,
  minimum,
  mul,
  type NamedAttrMap,
  step,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** Gradients of activations that tfjs computes by a kernel which itself has none, or by an exponential that overflows. */
export const activationGradients: readonly GradConfig[] = [
  {
    // 1 above 0; below, eˣ = y + 1.
    kernelName: 'Elu',
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => mul(dy as Tensor, belowAndAbove(y!, add(y!, 1), 1)) }),
  },
  {
    // scale above 0; below, scale·α·eˣ with an exponent that can't overflow where it isn't used.
    kernelName: 'Selu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () => mul(dy as Tensor, mul(belowAndAbove(x!, mul(exp(minimum(x!, 0)), seluAlpha), 1), seluScale)),
    }),
  },
  {
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const { alpha } = attributes as NamedAttrMap & { alpha: number };
      return { x: () => mul(dy as Tensor, step(x!, alpha)) };
    },
  },
];

/** `below` where x ≤ 0, the number `above` elsewhere. */
function belowAndAbove(x: Tensor, below: Tensor, above: number): Tensor {
  const positive = step(x);
  return add(mul(below, sub(1, positive)), mul(positive, above));
}
