import * as tf from '@tensorflow/tfjs-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { createRandom, type Random } from 'gan-core/random';
import { expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { elementwise } from '../support/kernel-cases/elementwise';
import { images } from '../support/kernel-cases/images';
import { moves } from '../support/kernel-cases/moves';
import { type Call, type Input, type NextCall, Pick } from '../support/kernel-cases/pick';
import { reductions } from '../support/kernel-cases/reductions';
import { windows } from '../support/kernel-cases/windows';

const all: Readonly<Record<string, NextCall>> = {
  ...elementwise,
  ...reductions,
  ...windows,
  ...moves,
  ...images,
};
/** Kernels whose cases are none that an operation makes, and why. */
const leftOut: Readonly<Record<string, string>> = {
  _FusedMatMul: 'its gradient is for linear and ReLU, as the Trainer runs it: fused-layers.test.ts',
  FusedConv2D: 'likewise',
  MaxPoolGrad: 'the case gives it an output that is not of its input: the pooling rows have right ones',
  MaxPool3DGrad: 'likewise',
};
/** Inputs by which there is no gradient, as a GradientError says. */
const withoutGradient = ['CropAndResize boxes', 'Transform transforms'];
const calls = 40;

const toTensor = ({ shape, dtype, values }: Input) => tf.tensor([...values], [...shape], dtype);

/** v·op, with random v. */
class Weighted {
  readonly #weights: (number[] | undefined)[];

  constructor(
    readonly op: (input: tf.Tensor) => tf.Tensor[],
    input: tf.Tensor,
    random: Random,
  ) {
    this.#weights = op(input).map(({ dtype, size }) =>
      dtype === 'float32' ? Array.from({ length: size }, () => random.normal()) : undefined,
    );
  }

  /** As a tensor, for the gradient. */
  tensor(input: tf.Tensor): tf.Tensor {
    const sums = this.op(input).flatMap((output, index) => {
      const weights = this.#weights[index];
      return weights?.length ? [tf.sum(tf.mul(tf.reshape(output, [-1]), weights))] : [];
    });
    return sums.length > 0 ? tf.addN(sums) : tf.mul(tf.sum(tf.cast(input, 'float32')), 0);
  }

  /** Summed up in float64, so that differences are as exact as the kernel. */
  slope(up: tf.Tensor, down: tf.Tensor, distance: number): number {
    const values = (input: tf.Tensor) => this.op(input).map((output) => [...output.dataSync()]);
    const [above, below] = [values(up), values(down)];
    const differences = this.#weights.flatMap((weights, index) =>
      (weights ?? []).map((weight, place) => weight * (above[index]![place]! - below[index]![place]!)),
    );
    return differences.reduce((sum, value) => sum + value, 0) / distance;
  }
}

/** Why the gradient by one number of an input is wrong, if it is: differences over four distances, one of which passes no kink. */
function faultOf(
  kernel: string,
  { inputs, attrs = {} }: Call,
  name: string,
  random: Random,
): string | undefined {
  const entries = Object.entries(inputs as Record<string, Input>);
  const tensors = Object.fromEntries(entries.map(([each, input]) => [each, toTensor(input)]));
  const { shape, values } = (inputs as Record<string, Input>)[name]!;
  const run = (input: tf.Tensor) => {
    const given = { ...tensors, [name]: input };
    const listed = (Array.isArray(inputs) ? Object.values(given) : given) as tf.NamedTensorMap;
    return [tf.engine().runKernel(kernel, listed, attrs as tf.NamedAttrMap)].flat() as tf.Tensor[];
  };
  const x = tensors[name]!;
  if (run(x).some((output) => output.dataSync().some((value) => !Number.isFinite(value)))) return undefined;
  const weighted = new Weighted(run, x, random);
  const place = random.integer(values.length);
  let gradient: number;
  try {
    const whole = withSecondOrderGradients(() => tf.grad((input) => weighted.tensor(input))(x));
    gradient = whole.dataSync()[place]!;
  } catch (error) {
    return (error as Error).message;
  }
  const slopes = [0.1, 0.01, 3e-3, 1e-3].map((step) => {
    const moved = (by: number) =>
      tf.tensor(
        values.map((value, at) => (at === place ? Math.fround(value + by) : value)),
        [...shape],
      );
    const distance = Math.fround(values[place]! + step) - Math.fround(values[place]! - step);
    return weighted.slope(moved(step), moved(-step), distance);
  });
  const isRight = slopes.some((slope) => Math.abs(slope - gradient) < 0.02 * Math.max(1, Math.abs(gradient)));
  return isRight ? undefined : `${gradient}; by differences ${slopes.join(', ')}`;
}

function described({ inputs, attrs }: Call): string {
  const shapes = Object.entries(inputs).map(([name, { shape, dtype }]) => `${name}: ${dtype} [${shape}]`);
  return `${shapes.join(', ')}; ${JSON.stringify(attrs)}`;
}

/** tf.where repeats a condition of fewer axes before its kernel sees it. */
const isOfOperation = (kernel: string, { inputs }: Call) => {
  const { condition, t } = inputs as Record<string, Input>;
  return kernel !== 'Select' || condition!.shape.length === t!.shape.length;
};

describeOnBackends('the gradient of every kernel is that of finite differences', () => {
  test.each(Object.keys(all).filter((kernel) => !(kernel in leftOut)))('%s', (kernel) => {
    const pick = new Pick(createRandom(1));
    const random = createRandom(2);
    const faults: string[] = [];
    for (let count = 0; count < calls; count++) {
      const call = all[kernel]!(pick);
      if (!isOfOperation(kernel, call)) continue;
      for (const [name, { dtype, values }] of Object.entries(call.inputs as Record<string, Input>)) {
        if (dtype !== 'float32' || values.length === 0) continue;
        if (withoutGradient.includes(`${kernel} ${name}`)) continue;
        const fault = tf.tidy(() => faultOf(kernel, call, name, random) as never) as string | undefined;
        if (fault !== undefined) faults.push(`by ${name} of ${described(call)}: ${fault}`);
      }
    }
    expect(faults.slice(0, 4)).toEqual([]);
  });
});
