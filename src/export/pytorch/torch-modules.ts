import type { NetworkLayer, Weight } from '../network/network';
import { type Layout, TwoLayouts } from '../network/two-layouts';
import type { PythonClass } from './python-classes';

/** A module of the network, and what it is applied to. */
export interface Call {
  readonly module: string;
  readonly inputs: readonly string[];
  readonly output: string;
}

/** Names that every nn.Module has: a module within can't be called so. */
const taken =
  /^(?:add_module|append|apply|bfloat16|buffers|children|compile|cpu|cuda|double|dump_patches|eval|extend|extra_repr|float|forward|get_\w+|half|insert|ipu|load_state_dict|modules|named_\w+|parameters|pop|register_\w+|requires_grad_|set_extra_state|share_memory|state_dict|to|to_empty|train|training|type|xpu|zero_grad|_.*|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|None|True|False)$/;

/** Modules of PyTorch that grow, and the variables of a forward pass through them. */
export class TorchModules extends TwoLayouts {
  /** Python that makes each module, by its name. */
  readonly modules = new Map<string, string>();
  readonly calls: Call[] = [];
  readonly tensors: Record<string, Weight> = {};
  readonly classes = new Set<PythonClass>();
  private readonly names = new Map<string, string>();
  private readonly keys = new Map<NetworkLayer, number>();
  private count = 0;

  /**
   * Adds a module, or applies it again where the layer stands twice in the network.
   *
   * @param layer - whose part it is
   * @param role - which part: '' for the one with the layer's weights
   * @param code - Python that makes it
   * @param inputs - the variables that it is applied to
   * @param tensors - its weights, by PyTorch's names
   * @returns the variable of its output
   */
  add(
    layer: NetworkLayer,
    role: string,
    code: string,
    inputs: readonly string[],
    tensors: Readonly<Record<string, Weight | undefined>> = {},
  ): string {
    const module = this.nameOf(layer, role, code);
    for (const [name, weight] of Object.entries(tensors))
      if (weight) this.tensors[`${module}.${name}`] = weight;
    const output = `x${++this.count}`;
    this.calls.push({ module, inputs, output });
    return output;
  }

  /** Takes a class of its own into the program, and gives its name. */
  own(name: PythonClass): PythonClass {
    this.classes.add(name);
    return name;
  }

  protected turn(variable: string, order: readonly number[], to: Layout, layer: NetworkLayer): string {
    const code = `${this.own('Permute')}(${order.join(', ')})`;
    return this.add(layer, `channels_${to}`, code, [variable]);
  }

  /** A name that Python takes. The same part of the same layer has the same name, if it is the same module. */
  private nameOf(layer: NetworkLayer, role: string, code: string): string {
    if (!this.keys.has(layer)) this.keys.set(layer, this.keys.size);
    const key = `${this.keys.get(layer)} ${role} ${code}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const hint = [pythonName(layer.name), role].filter(Boolean).join('_');
    let name = hint;
    for (let count = 1; this.modules.has(name); count++) name = `${hint}_${count}`;
    this.modules.set(name, code);
    this.names.set(key, name);
    return name;
  }
}

/** A name as Python takes it for a variable or a module. */
export function pythonName(name: string): string {
  const plain = name.replace(/\W/g, '_').replace(/^(?=\d|_|$)/, 'layer_');
  return taken.test(plain) ? `${plain}_` : plain;
}

/** Numbers as a tuple of Python, or alone where there is one. */
export function tuple(values: readonly number[]): string {
  return values.length === 1 ? String(values[0]) : `(${values.join(', ')})`;
}
