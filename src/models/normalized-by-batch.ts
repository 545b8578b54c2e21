import {
  add,
  dispose,
  div,
  keep,
  moments,
  mul,
  reshape,
  sqrt,
  sub,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors';
import { areFinite, type Layer } from '../tfjs';

/** A batch normalization of tfjs-layers, with its moving averages. */
export type BatchNormalization = Layer & {
  readonly movingMean: { write(value: Tensor): unknown };
  readonly movingVariance: { write(value: Tensor): unknown };
};

/** Sums of a layer's statistics over the batches. */
export interface Sums {
  mean: Tensor;
  variance: Tensor;
  count: number;
}

/** The layer's output by the batch's own statistics, which are added to the sums. */
export function normalizedByBatch(
  layer: BatchNormalization,
  x: Tensor,
  sums: Map<BatchNormalization, Sums>,
): Tensor {
  const axis = ((layer.axis as number | undefined) ?? -1) + ((layer.axis as number) >= 0 ? 0 : x.rank);
  const others = x.shape.map((_, index) => index).filter((index) => index !== axis);
  if (x.size === x.shape[axis]) {
    throw new ArgumentError(
      'batchSize',
      `leaves the layer '${layer.name}' a batch of shape [${x.shape}], one value a channel; expected at least 2.`,
    );
  }
  return tidy(() => {
    const { mean, variance } = moments(x, others);
    const former = sums.get(layer);
    sums.set(layer, {
      mean: keep(former ? add(former.mean, mean) : mean),
      variance: keep(former ? add(former.variance, variance) : variance),
      count: (former?.count ?? 0) + 1,
    });
    if (former) dispose([former.mean, former.variance]);
    const shape = x.shape.map((size, index) => (index === axis ? size : 1));
    const along = (statistic: Tensor) => reshape(statistic, shape);
    const unit = div(sub(x, along(mean)), sqrt(add(along(variance), layer.epsilon ?? 1e-3)));
    const scaled = layer.gamma ? mul(unit, along(layer.gamma.read())) : unit;
    return layer.beta ? add(scaled, along(layer.beta.read())) : scaled;
  });
}

/** Refuses statistics that are NaN or infinite: the model would give nothing else. */
export async function checkFinite(sums: ReadonlyMap<BatchNormalization, Sums>): Promise<void> {
  if (await areFinite([...sums.values()].flatMap(({ mean, variance }) => [mean, variance]))) return;
  throw new ArgumentError(
    'model',
    'gives values that are NaN or infinite for these inputs; expected finite ones.',
  );
}
