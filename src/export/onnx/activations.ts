import { refuseSeveralAxes } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import { transposed } from '../network/transposed';
import type { Layout } from '../network/two-layouts';
import type { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';

/** Adds an activation to a tensor whose channels lie along `axis`. */
type Activate = (graph: OnnxGraph, name: string, x: string, axis: number) => string;

const plain =
  (operation: string, attributes = {}): Activate =>
  (graph, name, x) =>
    graph.add(name, operation, [x], attributes);

const alongChannels =
  (operation: string): Activate =>
  (graph, name, x, axis) =>
    graph.add(name, operation, [x], { axis: { int: axis } });

/** Activations by the names of tfjs-layers. */
const activations: Readonly<Record<string, Activate>> = {
  linear: (_, __, x) => x,
  relu: plain('Relu'),
  relu6: (graph, name, x) => clipped(graph, name, x, 6),
  elu: plain('Elu', { alpha: { float: 1 } }),
  selu: plain('Selu', { alpha: { float: 1.6732632423543772 }, gamma: { float: 1.0507009873554805 } }),
  sigmoid: plain('Sigmoid'),
  hardSigmoid: plain('HardSigmoid', { alpha: { float: 0.2 }, beta: { float: 0.5 } }),
  softplus: plain('Softplus'),
  softsign: plain('Softsign'),
  tanh: plain('Tanh'),
  softmax: alongChannels('Softmax'),
  logSoftmax: alongChannels('LogSoftmax'),
  swish: (graph, name, x) => graph.add(name, 'Mul', [x, graph.add(name, 'Sigmoid', [x])]),
  mish: (graph, name, x) => {
    const gate = graph.add(name, 'Tanh', [graph.add(name, 'Softplus', [x])]);
    return graph.add(name, 'Mul', [x, gate]);
  },
  gelu: (graph, name, x) => {
    const scaled = graph.add(name, 'Mul', [x, graph.number(`${name}/root`, Math.SQRT1_2)]);
    return halfTimes(graph, name, x, graph.add(name, 'Erf', [scaled]));
  },
  gelu_new: (graph, name, x) => {
    const cube = graph.add(name, 'Mul', [graph.add(name, 'Mul', [x, x]), x]);
    const small = graph.add(name, 'Mul', [cube, graph.number(`${name}/cubic`, 0.044715)]);
    const sum = graph.add(name, 'Add', [x, small]);
    const scaled = graph.add(name, 'Mul', [sum, graph.number(`${name}/root`, Math.sqrt(2 / Math.PI))]);
    return halfTimes(graph, name, x, graph.add(name, 'Tanh', [scaled]));
  },
};

/** x · (1 + gate)/2. */
function halfTimes(graph: OnnxGraph, name: string, x: string, gate: string): string {
  const opened = graph.add(name, 'Add', [gate, graph.number(`${name}/one`, 1)]);
  const half = graph.add(name, 'Mul', [opened, graph.number(`${name}/half`, 0.5)]);
  return graph.add(name, 'Mul', [x, half]);
}

function clipped(graph: OnnxGraph, name: string, x: string, highest: number): string {
  const bounds = [graph.number(`${name}/lowest`, 0), graph.number(`${name}/highest`, highest)];
  return graph.add(name, 'Clip', [x, ...bounds]);
}

/** Adds the activation of a layer's settings, if it has one. */
export function activated(
  graph: OnnxGraph,
  { layer: { name, config } }: NetworkNode,
  x: string,
  layout: Layout,
): string {
  const activation = (config.activation as string | undefined) ?? 'linear';
  return activations[activation]!(graph, name, x, layout === 'first' ? 1 : -1);
}

/** A refusal of an activation that isn't one of tfjs-layers. */
export function refuseActivation({ layer: { config } }: NetworkNode): string | undefined {
  const activation = (config.activation as string | undefined) ?? 'linear';
  return Object.hasOwn(activations, activation) ? undefined : `activation '${activation}'`;
}

/** The layers that are activations. */
export const activationLayers: OnnxTranslations = {
  Activation: {
    refusal: refuseActivation,
    add: (graph, node) => graph.addInEither(node, ([x], layout) => activated(graph, node, x!, layout)),
  },
  ReLU: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], _, name) => {
        const highest = node.layer.config.maxValue as number | null | undefined;
        return typeof highest === 'number'
          ? clipped(graph, name, x!, highest)
          : graph.add(name, 'Relu', [x!]);
      }),
  },
  LeakyReLU: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], _, name) =>
        graph.add(name, 'LeakyRelu', [x!], { alpha: { float: node.layer.config.alpha as number } }),
      ),
  },
  ELU: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], _, name) => graph.add(name, 'Elu', [x!], { alpha: { float: 1 } })),
  },
  ThresholdedReLU: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], _, name) =>
        graph.add(name, 'ThresholdedRelu', [x!], { alpha: { float: node.layer.config.theta as number } }),
      ),
  },
  PReLU: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], layout, name) => {
        const slopes = (weight: Weight) => (layout === 'first' ? inFront(weight) : weight);
        return graph.add(name, 'PRelu', [x!, graph.weight(node.layer, 'alpha', slopes, layout)]);
      }),
  },
  Softmax: {
    refusal: refuseSeveralAxes,
    add: (graph, node) =>
      graph.addIn('last', node, ([x], name) => {
        const axis = [node.layer.config.axis as number | number[]].flat()[0]!;
        return graph.add(name, 'Softmax', [x!], { axis: { int: axis } });
      }),
  },
};

/** Slopes of one sample, with their channels in front. */
function inFront(slopes: Weight): Weight {
  const last = slopes.shape.length - 1;
  return transposed(slopes, [last, ...Array(last).keys()]);
}
