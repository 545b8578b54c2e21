import { ones, type Tensor, util, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors';
import type { TrainableModel } from '../../tfjs';
import { type Layer, type LayerCall, replaceLayerCalls, visitLayers } from '../../tfjs';
import { type Role, roles } from './model';

/**
 * Replaces the call of a normalization in training where its own won't do: a frozen batch normalization of tfjs-layers keeps
 * its statistics and uses them, as Keras 2 has it (tfjs moves them on); a frozen spectral normalization keeps its vectors;
 * and one without a scale or an offset, which tfjs can't train, gets ones and zeros in their place.
 *
 * @param tell - told of each batch that is too small for a statistic, in a sentence
 */
export function normalizationCall(
  layer: Layer,
  isFrozen: () => boolean,
  tell: (notice: string) => void,
): LayerCall | undefined {
  const name = layer.getClassName?.();
  const call = layer.constructor.prototype.call as Layer['call'];
  if (name === 'SpectralNormalization')
    return (x, training) =>
      training && isFrozen() ? (call.call(layer, x, { training: false }) as Tensor) : undefined;
  if (name !== 'BatchNormalization' && name !== 'LayerNormalization') return undefined;
  return (x, training) => {
    if (!training) return undefined;
    const frozen = name === 'BatchNormalization' && isFrozen();
    if (!frozen && valuesPerMean(layer, x) === 1) tell(`Layer ${singleValue(layer, x)}`);
    if (!frozen && layer.gamma && layer.beta) return undefined;
    return withScaleAndOffset(layer, x, () => call.call(layer, x, { training: !frozen }) as Tensor);
  };
}

/** Refuses networks with a normalization that would take its mean over one value in each step. */
export function refuseSingleValues<T>(models: Readonly<Record<Role, TrainableModel>>, work: () => T): T {
  const restore = roles.map((role) =>
    replaceLayerCalls([models[role]], (layer, isFrozen) => {
      const name = layer.getClassName?.();
      if (name !== 'BatchNormalization' && name !== 'LayerNormalization') return undefined;
      return (x) => {
        const frozen = name === 'BatchNormalization' && isFrozen();
        if (frozen || valuesPerMean(layer, x) !== 1) return undefined;
        throw new ArgumentError(role, `its layer ${singleValue(layer, x)}`);
      };
    }),
  );
  try {
    return work();
  } finally {
    for (const undo of restore) undo();
  }
}

/** Whether what the model says of a sample hangs on the other ones of its batch, in training. */
export function normalizesByBatch(model: TrainableModel): boolean {
  let found = false;
  visitLayers([model], (layer, isFrozen) => {
    found ||= layer.getClassName?.() === 'BatchNormalization' && !isFrozen();
  });
  return found;
}

/** Number of values that share one mean. */
function valuesPerMean(layer: Layer, { shape, size, rank }: Tensor): number {
  const axes = [layer.axis ?? -1].flat().map((axis) => (axis < 0 ? axis + rank : axis));
  const along = util.sizeFromShape(axes.map((axis) => shape[axis] ?? 1));
  return layer.getClassName?.() === 'LayerNormalization' ? along : size / along;
}

function singleValue(layer: Layer, { shape }: Tensor): string {
  const name = layer.getClassName?.();
  const hint =
    name === 'BatchNormalization'
      ? 'expected at least 2: give larger batches (each pack counts by itself), drop a last batch of one sample, or use layerNormalization'
      : 'expected at least 2: leave it out';
  return `'${layer.name}' (${name}) takes the mean of one value, in a batch of shape [${shape}]: less that it is 0, so the output doesn't depend on the input; ${hint}.`;
}

function withScaleAndOffset<T>(layer: Layer, x: Tensor, work: () => T): T {
  const standIns = layer as { -readonly [K in 'gamma' | 'beta' | 'scale' | 'center']?: Layer[K] };
  const { gamma, beta, scale, center } = standIns;
  const axes = [layer.axis ?? -1].flat().map((axis) => (axis < 0 ? axis + x.rank : axis));
  const shape = axes.map((axis) => x.shape[axis]!);
  standIns.gamma ??= { read: () => ones(shape) };
  standIns.beta ??= { read: () => zeros(shape) };
  standIns.scale = true;
  standIns.center = true;
  try {
    return work();
  } finally {
    Object.assign(layer, { gamma, beta, scale, center });
  }
}
