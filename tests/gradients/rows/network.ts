import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { type Block, chain } from '../blocks/block';
import type { Row } from '../measure';
import { randomValues } from '../random-values';
import { NdArray } from '../reference/nd-array';

const batch = 3;

interface NetworkOptions {
  /** The shape of one sample. */
  readonly input: readonly number[];
  readonly blocks: () => Block[];
  readonly training?: boolean;
  /** The standard deviation of x. */
  readonly scale?: number;
}

/** A row whose D is a model of tfjs-layers. */
export function network(name: string, options: NetworkOptions): Row {
  const { input, blocks, training = false, scale = 1 } = options;
  const prepare = () => {
    const random = randomValues(1);
    const network = chain(...blocks());
    const symbolic = tfl.input({ shape: [...input] });
    const extra = network.inputs ?? [];
    const model = tfl.model({
      inputs: [symbolic, ...extra.map((other) => other.symbolic)],
      outputs: network.apply(symbolic),
    });
    // Those that aren't trained stay as they are here; a GPU's couldn't be read in the middle of the reference.
    const initial = new Map<tfl.LayerVariable, NdArray>();
    for (const weight of model.weights) {
      const values = initialValues(weight, random.normal);
      initial.set(weight, NdArray.leaves(weight.shape as number[], values));
      tf.tidy(() => {
        weight.write(tf.tensor(values, weight.shape as number[]));
      });
    }
    const shape = [batch, ...input];
    const xs = random.normal(tf.util.sizeFromShape(shape)).map((value) => value * scale);
    const x = tf.tensor(xs, shape);
    return {
      x,
      weights: model.trainableWeights.map((weight) => weight.read() as tf.Variable),
      discriminate: (samples: tf.Tensor) =>
        model.apply([samples, ...extra.map(({ value }) => value)], { training }) as tf.Tensor,
      reference: (samples: NdArray, weights: readonly NdArray[]) =>
        network.evaluate(samples, {
          training,
          weightsOf: (layer) =>
            layer.weights.map(
              (weight) => weights[model.trainableWeights.indexOf(weight)] ?? initial.get(weight)!,
            ),
        }),
      dispose: () => {
        model.dispose();
        tf.dispose([x, extra.map(({ value }) => value)]);
      },
    };
  };
  return { name, prepare };
}

/** Kernels that keep the size of what passes; small biases; scales around 1; positive variances. */
function initialValues(weight: tfl.LayerVariable, normal: (size: number) => number[]): number[] {
  const shape = weight.shape as number[];
  const size = tf.util.sizeFromShape(shape);
  const spread = shape.length > 1 ? 1.3 / Math.sqrt(size / shape.at(-1)!) : 0.3;
  return normal(size).map((value) => {
    if (weight.name.includes('variance')) return 0.5 + Math.abs(value);
    return (weight.name.includes('gamma') ? 1 : 0) + spread * value;
  });
}
