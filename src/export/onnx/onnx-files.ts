import { borderLayer, type NamedValue, type Network } from '../network/network';
import { refuseUnmapped } from '../network/refuse-unmapped';
import { activationLayers } from './activations';
import { imageLayers } from './image-layers';
import { type Border, elementTypes, modelBytes } from './model-messages';
import { normalizationLayers } from './normalization-layers';
import { OnnxGraph } from './onnx-graph';
import type { OnnxTranslations } from './onnx-translations';
import { shapeLayers } from './shape-layers';
import { weightedLayers } from './weighted-layers';

const translations: OnnxTranslations = {
  ...activationLayers,
  ...imageLayers,
  ...normalizationLayers,
  ...shapeLayers,
  ...weightedLayers,
};

/**
 * Writes a network as an ONNX model, with inputs and outputs as in tfjs: channels last.
 *
 * @param argument - the network's name among the arguments
 * @param network - the network
 * @param name - the file's name without its ending
 * @throws ArgumentError for layers that have no translation
 */
export function onnxFiles(
  argument: string,
  network: Network,
  name: string,
): Record<string, Uint8Array<ArrayBuffer>> {
  refuseUnmapped(argument, network, translations, 'ONNX');
  const { inputs } = network;
  const taken = inputs.map((input) => input.name);
  // A model that gives out its input would have one name for both.
  const outputs = network.outputs.map((output) =>
    taken.includes(output.name) ? { ...output, name: `${output.name}/output` } : output,
  );
  const graph = new OnnxGraph([...inputs, ...outputs].map((border) => border.name));
  for (const input of inputs) graph.set(input.value, 'last', input.name);
  for (const node of network.nodes) translations[node.layer.className]!.add(graph, node);
  const lastOf = ({ name: own, value }: NamedValue) => graph.get(value, 'last', borderLayer(own));
  for (const output of outputs) graph.add(output.name, 'Identity', [lastOf(output)], {}, output.name);
  const borders = (values: readonly NamedValue[]): Border[] =>
    values.map(({ name: own, value: { shape, dtype } }) => ({
      name: own,
      type: dtype === 'int32' ? elementTypes.int32 : elementTypes.float32,
      shape,
    }));
  const { nodes, initializers } = graph;
  const parts = { name, nodes, initializers, inputs: borders(inputs), outputs: borders(outputs) };
  return { [`${name}.onnx`]: modelBytes(parts) };
}
