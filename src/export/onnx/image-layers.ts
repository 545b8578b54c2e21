import { refuseChannelsFirst } from '../network/common-refusals';
import type { NetworkNode } from '../network/network';
import { poolingWindows } from '../network/windows';
import type { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';
import { windowAttributes } from './weighted-layers';

/** Layers that change a picture's size. */
export const imageLayers: OnnxTranslations = {
  MaxPooling1D: pooling('MaxPool'),
  MaxPooling2D: pooling('MaxPool'),
  AveragePooling1D: pooling('AveragePool'),
  AveragePooling2D: pooling('AveragePool'),
  GlobalAveragePooling1D: globalPooling('ReduceMean'),
  GlobalAveragePooling2D: globalPooling('ReduceMean'),
  GlobalMaxPooling1D: globalPooling('ReduceMax'),
  GlobalMaxPooling2D: globalPooling('ReduceMax'),
  UpSampling2D: { refusal: refuseChannelsFirst, add: addUpSampling },
  ZeroPadding2D: {
    refusal: refuseChannelsFirst,
    add: (graph, node) =>
      graph.addInEither(node, ([x], layout, name) => {
        const [[top, bottom], [left, right]] = node.layer.config.padding as [number, number][] as [
          [number, number],
          [number, number],
        ];
        const pads =
          layout === 'first'
            ? [0, 0, top, left, 0, 0, bottom, right]
            : [0, top, left, 0, 0, bottom, right, 0];
        return graph.add(name, 'Pad', [x!, graph.wholes(`${name}/pads`, ...pads)]);
      }),
  },
  Cropping2D: {
    refusal: refuseChannelsFirst,
    add: (graph, node) =>
      graph.addInEither(node, ([x], layout, name) => {
        const cropping = node.layer.config.cropping as [number, number][];
        const starts = cropping.map(([before]) => before);
        const ends = cropping.map(([, after]) => (after === 0 ? 2 ** 31 - 1 : -after));
        const axes = layout === 'first' ? [2, 3] : [1, 2];
        const bounds = Object.entries({ starts, ends, axes });
        const inputs = bounds.map(([role, values]) => graph.wholes(`${name}/${role}`, ...values));
        return graph.add(name, 'Slice', [x!, ...inputs]);
      }),
  },
};

function pooling(operation: string): OnnxTranslations[string] {
  return {
    refusal: refuseChannelsFirst,
    add: (graph, node) =>
      graph.addIn('first', node, ([x], name) =>
        graph.add(name, operation, [x!], windowAttributes(poolingWindows(node))),
      ),
  };
}

function globalPooling(operation: string): OnnxTranslations[string] {
  return {
    refusal: refuseChannelsFirst,
    add: (graph, node) => {
      const [input] = node.inputs as [NetworkNode['inputs'][number]];
      const layout = graph.layoutOf([input]);
      const spatial = [...Array(input.shape.length - 2).keys()];
      const axes = spatial.map((axis) => axis + (layout === 'first' ? 2 : 1));
      const attributes = { axes: { ints: axes }, keepdims: { int: 0 } };
      const x = graph.get(input, layout, node.layer);
      graph.set(node.output, 'last', graph.add(node.layer.name, operation, [x], attributes));
    },
  };
}

/** tfjs's pixel i of the large picture lies at i/size of the small one: neither at pixels' centers nor with aligned corners. */
function addUpSampling(graph: OnnxGraph, node: NetworkNode): void {
  const { size, interpolation } = node.layer.config as { size: number[]; interpolation: string };
  graph.addIn('first', node, ([x], name) => {
    const scales = graph.constant(`${name}/scales`, [4], Float32Array.of(1, 1, ...size));
    return graph.add(name, 'Resize', [x!, '', scales], {
      mode: { text: interpolation === 'bilinear' ? 'linear' : 'nearest' },
      coordinate_transformation_mode: { text: 'asymmetric' },
      nearest_mode: { text: 'floor' },
    });
  });
}
