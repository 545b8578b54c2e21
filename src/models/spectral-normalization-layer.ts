import '#chained-operations';
import {
  abs,
  div,
  equal,
  greater,
  matMul,
  max,
  mul,
  norm,
  reshape,
  serialization,
  sum,
  type Tensor,
  tidy,
  transpose,
  where,
} from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { ArgumentError, checkWholeNumber } from '../errors';
import { stopGradient } from '../gradients';

/** A layer of tfjs-layers, with the parts that its types keep to themselves. */
type Layer = layers.Layer & {
  kernel?: Weight;
  _trainableWeights: Weight[];
  batchInputShape?: (number | null)[];
  call(inputs: Tensor | Tensor[], kwargs: object): Tensor | Tensor[];
};
type Weight = ReturnType<layers.Layer['addWeight']>;
type Shape = Parameters<layers.Layer['build']>[0];

/** Options of {@link spectralNormalization}. */
export interface SpectralNormalizationOptions {
  /** Steps of power iteration in each training pass. Default 1, as in the paper. */
  readonly powerIterations?: number;
}

/**
 * Power iterations when a layer is built, so that σ is about right before training: from random vectors it would be far too
 * small.
 */
const STARTING_ITERATIONS = 15;

interface Config extends SpectralNormalizationOptions {
  readonly layer: layers.Layer;
  readonly name?: string;
}

/** A layer with its kernel W replaced by W/σ(W): see {@link spectralNormalization}. */
export class SpectralNormalization extends layers.Layer {
  static readonly className = 'SpectralNormalization';
  private readonly layer: Layer;
  private readonly powerIterations: number;
  private left: Weight | undefined;
  private right: Weight | undefined;

  constructor({ layer, powerIterations = 1, name }: Config) {
    // Where the layer was given an input shape, this one stands first in a model.
    const { batchInputShape } = layer as Layer;
    super({ ...(name === undefined ? {} : { name }), ...(batchInputShape ? { batchInputShape } : {}) });
    checkWholeNumber('powerIterations', powerIterations, 1);
    this.layer = layer as Layer;
    this.powerIterations = powerIterations;
    // A model of tfjs-layers that is frozen freezes the weights that its layers list here.
    Object.defineProperty(this, '_trainableWeights', { get: () => this.layer._trainableWeights });
  }

  override build(inputShape: Shape): void {
    if (!this.layer.built) {
      this.layer.build(inputShape);
      this.layer.built = true;
    }
    const kernel = this.layer.kernel;
    if (!kernel) {
      throw new ArgumentError(
        'layer',
        `${this.layer.getClassName()} has no kernel; expected a dense or a convolution layer.`,
      );
    }
    const [rows, columns] = tidy(() => this.asMatrix(kernel.read()).shape) as [number, number];
    // Any start will do, so a seeded one: the same layer is then the same wherever it is made.
    const normal = (seed: number) => initializers.randomNormal({ mean: 0, stddev: 1, seed });
    this.left = this.addWeight('u', [1, columns], 'float32', normal(1), undefined, false);
    this.right = this.addWeight('v', [1, rows], 'float32', normal(2), undefined, false);
    tidy(() => this.iterate(this.asMatrix(kernel.read()), STARTING_ITERATIONS));
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor | Tensor[] {
    return tidy(() => {
      const kernel = this.layer.kernel!;
      const normalized = this.normalizedKernel(kwargs.training ?? false);
      // The layer asks its kernel for the weights: for this call it is told the normalized ones.
      kernel.read = () => normalized;
      try {
        return this.layer.call(inputs, kwargs);
      } finally {
        delete (kernel as Partial<Weight>).read;
      }
    });
  }

  /** The kernel as the layer within gets it. gan-core/export writes it in place of the layer's own. */
  normalizedKernel(training = false): Tensor {
    const weights = this.layer.kernel!.read();
    return div(weights, this.largestSingularValue(weights, training));
  }

  private largestSingularValue(weights: Tensor, training: boolean): Tensor {
    const matrix = this.asMatrix(weights);
    if (training && !this.isFrozen()) this.iterate(stopGradient(matrix), this.powerIterations);
    const [u, v] = [this.left!.read(), this.right!.read()];
    const value = sum(mul(matMul(unit(v, v), matrix), unit(u, u)));
    // A kernel of zeros has no direction: it stays as it is, and the gradient may move it.
    return where(greater(abs(stopGradient(value)), 0), value, 1);
  }

  /** Whether it is frozen, the layer within, or the model that it is within. */
  private isFrozen(): boolean {
    return !this.trainable || this.layer.trainableWeights.length === 0;
  }

  /** Power iteration: turns v and u towards the singular vectors of the largest singular value. */
  private iterate(matrix: Tensor, iterations: number): void {
    let u = this.left!.read();
    let v = this.right!.read();
    for (let iteration = 0; iteration < iterations; iteration++) {
      v = unit(matMul(u, matrix, false, true), v);
      u = unit(matMul(v, matrix), u);
    }
    this.left!.write(u);
    this.right!.write(v);
  }

  /** The kernel with its output channels along the columns. */
  private asMatrix(kernel: Tensor): Tensor {
    const transposed = /Transpose/.test(this.layer.getClassName());
    const rank = kernel.rank;
    const outputsLast = transposed
      ? transpose(kernel, [...Array(rank - 2).keys(), rank - 1, rank - 2])
      : kernel;
    return reshape(outputsLast, [-1, outputsLast.shape.at(-1)!]);
  }

  /** Whether training moves the layer within: freezing this one freezes that. */
  override get trainable(): boolean {
    return this.layer?.trainable ?? true; // tfjs's constructor comes before there is a layer
  }

  override set trainable(trainable: boolean) {
    if (this.layer) this.layer.trainable = trainable;
  }

  override get trainableWeights(): Weight[] {
    return this.layer.trainableWeights;
  }

  override get nonTrainableWeights(): Weight[] {
    const own = [this.left, this.right].filter((weight) => weight !== undefined);
    return [...this.layer.nonTrainableWeights, ...own];
  }

  override computeOutputShape(inputShape: Shape): ReturnType<layers.Layer['computeOutputShape']> {
    return this.layer.computeOutputShape(inputShape);
  }

  override getConfig(): serialization.ConfigDict {
    const layer = { className: this.layer.getClassName(), config: this.layer.getConfig() };
    return { ...super.getConfig(), powerIterations: this.powerIterations, layer };
  }

  static override fromConfig<T extends serialization.Serializable>(
    _: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    const { layer, powerIterations, name } = config as never as {
      layer: { className: string; config: serialization.ConfigDict };
      powerIterations: number;
      name: string;
    };
    const [cls, fromConfig] = serialization.SerializationMap.getMap().classNameMap[layer.className]!;
    return new SpectralNormalization({
      layer: fromConfig(cls, layer.config) as unknown as layers.Layer,
      powerIterations,
      name,
    }) as unknown as T;
  }
}

/** The vector at length 1, or `otherwise` where it has none; scaled first, for squares leave float32's range early. */
function unit(vector: Tensor, otherwise: Tensor): Tensor {
  const largest = max(abs(vector));
  const isZero = equal(largest, 0);
  const scaled = div(vector, where(isZero, 1, largest));
  return where(isZero, otherwise, div(scaled, where(isZero, 1, norm(scaled))));
}
