import type { NamedValue } from '../network/network';
import { pythonClasses } from './python-classes';
import { pythonName, type TorchModules, tuple } from './torch-modules';

/** A network as modules, with its borders. */
export interface TorchNetwork {
  readonly modules: TorchModules;
  readonly inputs: readonly (NamedValue & { readonly variable: string })[];
  readonly outputs: readonly (NamedValue & { readonly variable: string })[];
}

/**
 * A program of Python that builds the network and reads its weights, with nothing but PyTorch.
 *
 * @param network - the network
 * @param name - the name of the files, without their endings
 */
export function pythonProgram(network: TorchNetwork, name: string): string {
  const { modules } = network;
  const isChain = callsInTurn(network);
  const classes = [...modules.classes].map((each) => `${pythonClasses[each]}\n\n\n`).join('');
  return `"""${heading(network, name)}
"""
import json
import struct
from pathlib import Path
${isChain ? 'from collections import OrderedDict\n' : ''}
import torch
from torch import nn


${classes}${isChain ? sequential(modules) : moduleClass(network)}


def read_safetensors(path):
    """Reads a file's tensors, which are all of float32, by their names."""
    data = Path(path).read_bytes()
    start = 8 + struct.unpack('<Q', data[:8])[0]
    tensors = json.loads(data[8:start])
    tensors.pop('__metadata__', None)
    for name, entry in tensors.items():
        begin, end = (start + offset for offset in entry['data_offsets'])
        values = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
        tensors[name] = values.reshape(entry['shape'])
    return tensors


def load(path=Path(__file__).with_name('${name}.safetensors')):
    """Gives the network with its weights, ready to be applied."""
    network = build()
    network.load_state_dict(read_safetensors(path))
    return network.eval()
`;
}

/** The description of what goes in and what comes out. */
function heading({ inputs, outputs }: TorchNetwork, name: string): string {
  const arguments_ = inputs.map(({ value: { shape, dtype } }) => {
    const sizes = inFront(shape).map((size, axis) => (axis === 0 ? 16 : (size ?? 8)));
    return dtype === 'int32'
      ? `torch.zeros(${tuple(sizes)}, dtype=torch.long)`
      : `torch.randn(${sizes.join(', ')})`;
  });
  const shown = ({ name: own, value: { shape } }: NamedValue) =>
    `${pythonName(own)}: [${inFront(shape)
      .map((size, axis) => (axis === 0 ? 'batch' : (size ?? 'any')))
      .join(', ')}]`;
  return `A network that gan-core trained. Its weights lie beside this file, in ${name}.safetensors.

Takes ${inputs.map(shown).join(', ')}
Gives ${outputs.map(shown).join(', ')}
Images have their channels in front here, [batch, channels, height, width]; in TensorFlow.js they come last.

    network = load()
    outputs = network(${arguments_.join(', ')})`;
}

/** A shape as PyTorch has it, of images. */
function inFront(shape: NamedValue['value']['shape']): readonly (number | null)[] {
  const [batch, height, width, channels] = shape;
  return shape.length === 4 ? [batch!, channels!, height!, width!] : shape;
}

/** Whether each module takes what the one before gave, and stands there once: then it is an nn.Sequential. */
function callsInTurn({ modules: { calls }, inputs, outputs }: TorchNetwork): boolean {
  return (
    inputs.length === 1 &&
    outputs.length === 1 &&
    calls.length > 0 &&
    new Set(calls.map(({ module }) => module)).size === calls.length &&
    calls.every((call, index) => {
      const before = index === 0 ? inputs[0]!.variable : calls[index - 1]!.output;
      return call.inputs.length === 1 && call.inputs[0] === before;
    }) &&
    outputs[0]!.variable === calls.at(-1)!.output
  );
}

function sequential({ modules }: TorchModules): string {
  const lines = [...modules].map(([name, code]) => `        ('${name}', ${code}),\n`).join('');
  return `def build():
    return nn.Sequential(OrderedDict([
${lines}    ]))`;
}

/** A module with a forward pass of its own, for a network with branches. */
function moduleClass({ modules: { modules, calls }, inputs, outputs }: TorchNetwork): string {
  const made = [...modules].map(([name, code]) => `        self.${name} = ${code}\n`).join('');
  const done = calls.map(
    ({ module, inputs: taken, output }) => `        ${output} = self.${module}(${taken.join(', ')})\n`,
  );
  return `class Network(nn.Module):
    def __init__(self):
        super().__init__()
${made}
    def forward(self, ${inputs.map(({ variable }) => variable).join(', ')}):
${done.join('')}        return ${outputs.map(({ variable }) => variable).join(', ')}


def build():
    return Network()`;
}
