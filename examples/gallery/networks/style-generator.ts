import {
  add,
  conv2d,
  expandDims,
  image,
  leakyRelu,
  matMul,
  mean,
  mul,
  ones,
  randomNormal,
  rsqrt,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tidy,
  tile,
  unstack,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { styleMixing, truncateLatent } from 'gan-core/distributions';
import { stopGradient } from 'gan-core/gradients';
import type { TrainableModel } from 'gan-core/trainer';

const [latentSize, styleSize, channels, coarsest] = [32, 32, 16, 4] as const;
/** A style each for a convolution at 4 x 4, 8 x 8 and 16 x 16, and for that to the picture. */
const styleCount = 4;
/** How often two styles are mixed in training, how fast the mean style follows, and how far samples are drawn to it. */
const [mixingShare, meanRate, psi] = [0.9, 0.02, 0.7] as const;

/**
 * StyleGAN2's generator, small. It gives the pictures, and the styles that they were made from, `[batch, 4, 32]`: for a term that
 * differentiates by them it takes styles in place of noise, told by their rank. In training styles are mixed; in sampling they
 * are drawn to their mean, which it keeps among its weights.
 *
 * @param activate - between the layers; a leaky ReLU unless something smooth is needed
 */
export function styleGenerator(activate: (x: Tensor) => Tensor = leaky): TrainableModel {
  const mapping = [
    weight([latentSize, styleSize]),
    bias(styleSize),
    weight([styleSize, styleSize]),
    bias(styleSize),
  ];
  const start = owned(randomNormal([1, coarsest, coarsest, channels]));
  const convolutions = [3, 3, 3, 1].map((size, index) => modulated(size, index === 3 ? 1 : channels));
  const meanStyle = owned(zeros([styleSize]), false);
  const trainableWeights = [...mapping, start, ...convolutions.flatMap(({ weights }) => weights)];

  const mapped = (z: Tensor): Tensor => {
    const [w1, b1, w2, b2] = mapping as [Variable, Variable, Variable, Variable];
    const unit = mul(z, rsqrt(add(mean(square(z), 1, true), 1e-8)));
    const hidden = activate(add(matMul(unit as Tensor2D, w1 as Tensor2D), b1));
    return activate(add(matMul(hidden as Tensor2D, w2 as Tensor2D), b2));
  };
  const mixed = (z: Tensor): Tensor => {
    const [first, second] = [mapped(z), mapped(randomNormal(z.shape))];
    meanStyle.assign(
      tidy(() =>
        add(mul(meanStyle, 1 - meanRate), mul(mean(stopGradient(first), 0), meanRate)),
      ) as typeof meanStyle,
    );
    const crossover = Array.from({ length: z.shape[0]! }, () =>
      Math.random() < mixingShare ? 1 + Math.floor(Math.random() * (styleCount - 1)) : styleCount,
    );
    return styleMixing(first, second, { layers: styleCount, crossover });
  };
  const truncated = (z: Tensor): Tensor => {
    const style = truncateLatent(mapped(z), { mean: meanStyle, psi });
    return tile(expandDims(style, 1), [1, styleCount, 1]);
  };
  const draw = (styles: Tensor): Tensor => {
    const each = unstack(styles, 1) as Tensor2D[];
    let x = tile(start, [styles.shape[0]!, 1, 1, 1]) as Tensor4D;
    for (const [index, { apply }] of convolutions.entries()) {
      const isPicture = index === convolutions.length - 1;
      if (index > 0 && !isPicture) x = image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
      x = apply(x, each[index]!, !isPicture);
      x = (isPicture ? tanh(x) : activate(x)) as Tensor4D;
    }
    return x;
  };
  return {
    apply(input, { training = false } = {}) {
      const styles = input.rank === 3 ? input : training ? mixed(input) : truncated(input);
      return [draw(styles), styles];
    },
    trainableWeights,
    weights: [...trainableWeights, meanStyle],
    dispose() {
      for (const each of [...trainableWeights, meanStyle]) each.dispose();
    },
  };
}

const leaky = (x: Tensor) => leakyRelu(x, 0.2);

/** A convolution whose input channels a style scales; demodulated, each output channel is brought back to its usual size. */
function modulated(size: number, filters: number) {
  const kernel = weight([size, size, channels, filters]);
  const [toScales, scaleBias, shift] = [
    weight([styleSize, channels]),
    owned(ones([channels])),
    bias(filters),
  ];
  return {
    weights: [kernel, toScales, scaleBias, shift],
    apply(x: Tensor4D, style: Tensor2D, demodulate: boolean): Tensor4D {
      const scales = add(matMul(style, toScales as Tensor2D), scaleBias) as Tensor2D;
      const perChannel = (rows: Tensor) => expandDims(expandDims(rows, 1), 1);
      // The input is scaled in place of the kernel, which would be another for each sample.
      const y = conv2d(
        mul(x, perChannel(scales)) as Tensor4D,
        kernel as Variable<never> as unknown as Tensor4D,
        1,
        'same',
      );
      if (!demodulate) return add(y, shift);
      const squares = sum(square(kernel), [0, 1]) as Tensor2D;
      return add(mul(y, perChannel(rsqrt(add(matMul(square(scales), squares), 1e-8)))), shift);
    },
  };
}

function weight(shape: number[]): Variable {
  const inputs = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return owned(tidy(() => mul(randomNormal(shape), Math.sqrt(1 / inputs))));
}

function bias(size: number): Variable {
  return owned(zeros([size]));
}

/** A variable that takes the tensor over: tfjs's own leaves it to be freed. */
function owned(initial: Tensor, trainable = true): Variable {
  const made = variable(initial, trainable);
  initial.dispose();
  return made;
}
