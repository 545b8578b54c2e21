import { idleLayers, refuseChannelsFirst, refuseOpenSizes } from '../network/common-refusals';
import type { NetworkNode } from '../network/network';
import { axisIn } from '../network/two-layouts';
import type { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';

const unchanged: OnnxTranslations[string] = {
  add: (graph, node) => graph.addInEither(node, ([x]) => x!),
};

/** Layers that arrange values anew, join them, or leave them as they are. */
export const shapeLayers: OnnxTranslations = {
  ...Object.fromEntries(idleLayers.map((name) => [name, unchanged])),
  Flatten: { refusal: refuseChannelsFirst, add: addReshape },
  Reshape: {
    refusal: refuseOpenSizes,
    add: addReshape,
  },
  Permute: {
    add: (graph, node) =>
      graph.addIn('last', node, ([x], name) =>
        graph.add(name, 'Transpose', [x!], {
          perm: { ints: [0, ...(node.layer.config.dims as number[])] },
        }),
      ),
  },
  RepeatVector: {
    add: (graph, node) =>
      graph.addIn('last', node, ([x], name) => {
        const one = graph.add(name, 'Unsqueeze', [x!, graph.wholes(`${name}/axes`, 1)]);
        return graph.add(name, 'Tile', [
          one,
          graph.wholes(`${name}/repeats`, 1, node.layer.config.n as number, 1),
        ]);
      }),
  },
  Rescaling: {
    add: (graph, node) =>
      graph.addInEither(node, ([x], _, name) => {
        const { scale, offset = 0 } = node.layer.config as { scale: number; offset?: number };
        const scaled = graph.add(name, 'Mul', [x!, graph.number(`${name}/scale`, scale)]);
        return graph.add(name, 'Add', [scaled, graph.number(`${name}/offset`, offset)]);
      }),
  },
  Concatenate: {
    add: (graph, node) =>
      graph.addInEither(node, (tensors, layout, name) => {
        const rank = node.output.shape.length;
        const axis = axisIn(layout, node.layer.config.axis as number, rank);
        return graph.add(name, 'Concat', tensors, { axis: { int: axis } });
      }),
  },
  Add: merge((graph, name, tensors) => graph.add(name, 'Sum', tensors)),
  Average: merge((graph, name, tensors) => graph.add(name, 'Mean', tensors)),
  Maximum: merge((graph, name, tensors) => graph.add(name, 'Max', tensors)),
  Minimum: merge((graph, name, tensors) => graph.add(name, 'Min', tensors)),
  Multiply: merge((graph, name, tensors) =>
    tensors.reduce((product, tensor) => graph.add(name, 'Mul', [product, tensor])),
  ),
};

function addReshape(graph: OnnxGraph, node: NetworkNode): void {
  graph.addIn('last', node, ([x], name) => {
    const sizes = node.output.shape.slice(1).map((size) => size ?? -1);
    // 0 takes the size over: that of the batch.
    return graph.add(name, 'Reshape', [x!, graph.wholes(`${name}/shape`, 0, ...sizes)]);
  });
}

/** Layers that join values place by place. One of fewer dimensions gets the missing ones behind the batch. */
function merge(
  join: (graph: OnnxGraph, name: string, tensors: readonly string[]) => string,
): OnnxTranslations[string] {
  return {
    add: (graph, node) => {
      const ranks = node.inputs.map(({ shape }) => shape.length);
      const rank = Math.max(...ranks);
      if (ranks.every((each) => each === rank)) {
        graph.addInEither(node, (tensors, _, name) => join(graph, name, tensors));
        return;
      }
      graph.addIn('last', node, (tensors, name) => {
        const widened = tensors.map((tensor, index) => {
          const missing = [...Array(rank - ranks[index]!).keys()].map((axis) => axis + 1);
          if (missing.length === 0) return tensor;
          return graph.add(name, 'Unsqueeze', [tensor, graph.wholes(`${name}/axes`, ...missing)]);
        });
        return join(graph, name, widened);
      });
    },
  };
}
