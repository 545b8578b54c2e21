import { firstRefusal, refuseChannelsFirst, refuseDilation, refuseMask } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import { asGroups, channelsInFront } from '../network/transposed';
import { convolutionWindows, transposedWindows, type Windows } from '../network/windows';
import { activated, refuseActivation } from './activations';
import type { Attributes } from './model-messages';
import type { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';

const refusal = firstRefusal(refuseChannelsFirst, refuseActivation);

/** Dense layers, convolutions and embeddings. */
export const weightedLayers: OnnxTranslations = {
  Dense: { refusal: refuseActivation, add: addDense },
  Conv1D: { refusal, add: addConvolution },
  Conv2D: { refusal, add: addConvolution },
  DepthwiseConv2D: { refusal: firstRefusal(refusal, refuseDilation), add: addDepthwise },
  SeparableConv2D: { refusal, add: addSeparable },
  Conv2DTranspose: { refusal, add: addTransposed },
  Embedding: {
    refusal: refuseMask,
    add: (graph, node) =>
      graph.addIn('last', node, ([x], name) => {
        const places = graph.add(name, 'Cast', [x!], { to: { int: 7 } });
        return graph.add(name, 'Gather', [graph.weight(node.layer, 'embeddings'), places]);
      }),
  },
};

function addDense(graph: OnnxGraph, node: NetworkNode): void {
  graph.addIn('last', node, ([x], name) => {
    const kernel = graph.weight(node.layer, 'kernel');
    const bias = biasOf(graph, node);
    if (node.output.shape.length === 2)
      return activated(graph, node, graph.add(name, 'Gemm', [x!, kernel, ...bias]), 'last');
    const product = graph.add(name, 'MatMul', [x!, kernel]);
    const sum = bias.length > 0 ? graph.add(name, 'Add', [product, ...bias]) : product;
    return activated(graph, node, sum, 'last');
  });
}

function biasOf(graph: OnnxGraph, { layer }: NetworkNode): readonly string[] {
  return layer.weights.bias ? [graph.weight(layer, 'bias')] : [];
}

function addConvolution(graph: OnnxGraph, node: NetworkNode): void {
  graph.addIn('first', node, ([x], name) => {
    const inputs = [x!, graph.weight(node.layer, 'kernel', channelsInFront), ...biasOf(graph, node)];
    const y = graph.add(name, 'Conv', inputs, windowAttributes(convolutionWindows(node)));
    return activated(graph, node, y, 'first');
  });
}

function addDepthwise(graph: OnnxGraph, node: NetworkNode): void {
  graph.addIn('first', node, ([x], name) => {
    const inputs = [x!, graph.weight(node.layer, 'depthwiseKernel', asGroups), ...biasOf(graph, node)];
    const attributes = { ...windowAttributes(convolutionWindows(node)), group: groupsOf(node) };
    return activated(graph, node, graph.add(name, 'Conv', inputs, attributes), 'first');
  });
}

function addSeparable(graph: OnnxGraph, node: NetworkNode): void {
  graph.addIn('first', node, ([x], name) => {
    const attributes = { ...windowAttributes(convolutionWindows(node)), group: groupsOf(node) };
    const depthwise = graph.weight(node.layer, 'depthwiseKernel', asGroups);
    const channels = graph.add(name, 'Conv', [x!, depthwise], attributes);
    const pointwise = graph.weight(node.layer, 'pointwiseKernel', channelsInFront);
    const y = graph.add(name, 'Conv', [channels, pointwise, ...biasOf(graph, node)]);
    return activated(graph, node, y, 'first');
  });
}

/** A depthwise convolution's groups: one a channel. */
function groupsOf({ layer }: NetworkNode): { readonly int: number } {
  const { shape } = layer.weights.depthwiseKernel as Weight;
  return { int: shape[2]! };
}

function addTransposed(graph: OnnxGraph, node: NetworkNode): void {
  const { size, strides, cuts, behind } = transposedWindows(node);
  const attributes = {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    pads: { ints: [...cuts.map(([before]) => before), ...cuts.map(([, after]) => after)] },
    output_padding: { ints: behind },
  };
  graph.addIn('first', node, ([x], name) => {
    const inputs = [x!, graph.weight(node.layer, 'kernel', channelsInFront), ...biasOf(graph, node)];
    return activated(graph, node, graph.add(name, 'ConvTranspose', inputs, attributes), 'first');
  });
}

/** The attributes of a convolution's or a pooling's windows. */
export function windowAttributes({ size, strides, dilations, pads }: Windows): Attributes {
  const moved = {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    ...(dilations.some((dilation) => dilation > 1) && { dilations: { ints: dilations } }),
  };
  // Of an open size only who runs the model can tell how many zeros 'same' takes.
  if (!pads) return { ...moved, auto_pad: { text: 'SAME_UPPER' } };
  return {
    ...moved,
    pads: { ints: [...pads.map(([before]) => before), ...pads.map(([, after]) => after)] },
  };
}
