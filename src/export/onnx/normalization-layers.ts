import { refuseOtherAxis } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import type { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';

/** Normalizations, with the statistics that they learned where they have any. */
export const normalizationLayers: OnnxTranslations = {
  BatchNormalization: {
    refusal: refuseOtherAxis,
    add: addBatchNormalization,
  },
  LayerNormalization: { add: addLayerNormalization },
};

function addBatchNormalization(graph: OnnxGraph, node: NetworkNode): void {
  const { layer } = node;
  const { movingMean } = layer.weights as { movingMean: Weight };
  const filled = (name: string, value: number) =>
    layer.weights[name]
      ? graph.weight(layer, name)
      : graph.constant(
          `${layer.name}/${name}`,
          movingMean.shape,
          new Float32Array(movingMean.values.length).fill(value),
        );
  graph.addIn('first', node, ([x], name) => {
    const statistics = [graph.weight(layer, 'movingMean'), graph.weight(layer, 'movingVariance')];
    return graph.add(name, 'BatchNormalization', [x!, filled('gamma', 1), filled('beta', 0), ...statistics], {
      epsilon: { float: layer.config.epsilon as number },
    });
  });
}

/** Adds it by its parts: an operation of its own came with opset 17. */
function addLayerNormalization(graph: OnnxGraph, node: NetworkNode): void {
  const { layer } = node;
  const shape = node.inputs[0]!.shape;
  const axes = [layer.config.axis as number | number[]]
    .flat()
    .map((axis) => (axis < 0 ? axis + shape.length : axis));
  const alongAxes = (weight: Weight): Weight => ({
    shape: shape.map((_, axis) => (axes.includes(axis) ? weight.shape[axes.indexOf(axis)]! : 1)),
    values: weight.values,
  });
  graph.addIn('last', node, ([x], name) => {
    const mean = graph.add(name, 'ReduceMean', [x!], { axes: { ints: axes } });
    const centered = graph.add(name, 'Sub', [x!, mean]);
    const squares = graph.add(name, 'Mul', [centered, centered]);
    const variance = graph.add(name, 'ReduceMean', [squares], { axes: { ints: axes } });
    const epsilon = graph.number(`${name}/epsilon`, layer.config.epsilon as number);
    const deviation = graph.add(name, 'Sqrt', [graph.add(name, 'Add', [variance, epsilon])]);
    let y = graph.add(name, 'Div', [centered, deviation]);
    if (layer.weights.gamma) y = graph.add(name, 'Mul', [y, graph.weight(layer, 'gamma', alongAxes)]);
    if (layer.weights.beta) y = graph.add(name, 'Add', [y, graph.weight(layer, 'beta', alongAxes)]);
    return y;
  });
}
