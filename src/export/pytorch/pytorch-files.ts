import { encodeSafetensors, type StoredTensor } from '../../checkpoints';
import { borderLayer, type NamedValue, type Network } from '../network/network';
import { refuseUnmapped } from '../network/refuse-unmapped';
import type { Layout } from '../network/two-layouts';
import { activationLayers } from './activations';
import { imageLayers } from './image-layers';
import { normalizationLayers } from './normalization-layers';
import { pythonProgram } from './python-program';
import { shapeLayers } from './shape-layers';
import { pythonName, TorchModules } from './torch-modules';
import type { TorchTranslations } from './torch-translations';
import { weightedLayers } from './weighted-layers';

const translations: TorchTranslations = {
  ...activationLayers,
  ...imageLayers,
  ...normalizationLayers,
  ...shapeLayers,
  ...weightedLayers,
};

/**
 * Writes a network for PyTorch: its weights by PyTorch's names and in its layouts, and a program that builds it and reads them.
 * Images have their channels in front.
 *
 * @param argument - the network's name among the arguments
 * @param network - the network
 * @param name - the files' name without their endings
 * @throws ArgumentError for layers that have no translation
 */
export function pytorchFiles(
  argument: string,
  network: Network,
  name: string,
): Record<string, Uint8Array<ArrayBuffer> | string> {
  refuseUnmapped(argument, network, translations, 'PyTorch modules');
  const modules = new TorchModules();
  const names = network.inputs.map((input) => pythonName(input.name));
  const inputs = network.inputs.map((input, index) => {
    const own = names[index]!;
    const isTaken = names.indexOf(own) < index || /^(x\d+|self|torch|nn)$/.test(own);
    const variable = names.length === 1 ? 'x' : isTaken ? `${own}_input${index + 1}` : own;
    modules.set(input.value, borderLayout(input), variable);
    return { ...input, variable };
  });
  for (const node of network.nodes) translations[node.layer.className]!.add(modules, node);
  const outputs = network.outputs.map((output) => {
    const variable = modules.get(output.value, borderLayout(output), borderLayer(output.name));
    return { ...output, variable };
  });
  const stored = Object.entries(modules.tensors).map(([key, { shape, values }]): [string, StoredTensor] => [
    key,
    { dtype: 'float32', shape, values },
  ]);
  return {
    [`${name}.safetensors`]: encodeSafetensors(Object.fromEntries(stored), { format: 'pt' }),
    [`${name}.py`]: pythonProgram({ modules, inputs, outputs }, name),
  };
}

/** The layout of an input or output: images as PyTorch has them, all else as it is. */
function borderLayout({ value: { shape } }: NamedValue): Layout {
  return shape.length === 4 ? 'first' : 'last';
}
