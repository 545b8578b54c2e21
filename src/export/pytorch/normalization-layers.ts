import { refuseOtherAxis } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import { type TorchModules, tuple } from './torch-modules';
import type { TorchTranslations } from './torch-translations';

/** Normalizations, with the statistics that they learned where they have any. */
export const normalizationLayers: TorchTranslations = {
  BatchNormalization: {
    refusal: refuseOtherAxis,
    add: addBatchNormalization,
  },
  LayerNormalization: {
    refusal: (node) => {
      const axes = axesOf(node);
      const rank = node.output.shape.length;
      const trailing = axes.every((axis, index) => axis === rank - axes.length + index);
      return trailing ? undefined : `axis ${axes.join(', ')}, not the last ones`;
    },
    add: addLayerNormalization,
  },
};

function addBatchNormalization(modules: TorchModules, node: NetworkNode): void {
  const { layer } = node;
  const { gamma, beta, movingMean, movingVariance } = layer.weights as Record<string, Weight>;
  const channels = movingMean!.values.length;
  const { epsilon, momentum } = layer.config as { epsilon: number; momentum: number };
  // PyTorch's momentum is the share of the new batch, tfjs's that of the old average.
  const share = Number((1 - momentum).toPrecision(12));
  const affine = gamma || beta;
  const options = `eps=${epsilon}, momentum=${share}${affine ? '' : ', affine=False'}`;
  const code = `nn.BatchNorm${node.output.shape.length === 4 ? 2 : 1}d(${channels}, ${options})`;
  modules.addIn('first', node, ([x]) =>
    modules.add(layer, '', code, [x!], {
      ...(affine && filled(gamma, beta, movingMean!.shape)),
      running_mean: movingMean,
      running_var: movingVariance,
    }),
  );
}

function addLayerNormalization(modules: TorchModules, node: NetworkNode): void {
  const { layer, output } = node;
  const { gamma, beta } = layer.weights;
  const shape = axesOf(node).map((axis) => output.shape[axis]!);
  const affine = gamma || beta;
  const options = `eps=${layer.config.epsilon}${affine ? '' : ', elementwise_affine=False'}`;
  modules.addIn('last', node, ([x]) =>
    modules.add(layer, '', `nn.LayerNorm(${tuple(shape)}, ${options})`, [x!], {
      ...(affine && filled(gamma, beta, shape)),
    }),
  );
}

/** PyTorch has both or neither. */
function filled(
  gamma: Weight | undefined,
  beta: Weight | undefined,
  shape: readonly number[],
): { readonly weight: Weight; readonly bias: Weight } {
  const size = shape.reduce((product, each) => product * each, 1);
  return {
    weight: gamma ?? { shape, values: new Float32Array(size).fill(1) },
    bias: beta ?? { shape, values: new Float32Array(size) },
  };
}

function axesOf({ layer: { config }, output: { shape } }: NetworkNode): readonly number[] {
  return [config.axis as number | number[]].flat().map((axis) => (axis < 0 ? axis + shape.length : axis));
}
