import { refuseSeveralAxes } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import { transposed } from '../network/transposed';
import type { Layout } from '../network/two-layouts';
import { type TorchModules, tuple } from './torch-modules';
import type { TorchTranslations } from './torch-translations';

/** Python by the names of tfjs-layers; `dim` is that of the channels. */
const activations: Readonly<Record<string, (dim: number) => string>> = {
  relu: () => 'nn.ReLU()',
  relu6: () => 'nn.ReLU6()',
  elu: () => 'nn.ELU()',
  selu: () => 'nn.SELU()',
  sigmoid: () => 'nn.Sigmoid()',
  hardSigmoid: () => 'HardSigmoid()',
  softplus: () => 'nn.Softplus()',
  softsign: () => 'nn.Softsign()',
  tanh: () => 'nn.Tanh()',
  softmax: (dim) => `nn.Softmax(dim=${dim})`,
  logSoftmax: (dim) => `nn.LogSoftmax(dim=${dim})`,
  swish: () => 'nn.SiLU()',
  mish: () => 'nn.Mish()',
  gelu: () => 'nn.GELU()',
  gelu_new: () => "nn.GELU(approximate='tanh')",
};

/** Adds the activation of a layer's settings, if it has one. */
export function activated(modules: TorchModules, node: NetworkNode, x: string, layout: Layout): string {
  const activation = activationOf(node);
  if (activation === 'linear') return x;
  if (activation === 'hardSigmoid') modules.own('HardSigmoid');
  const code = activations[activation]!(layout === 'first' ? 1 : -1);
  // An activation that is a layer has the layer's name, one of another layer that of its part.
  const role = node.layer.className === 'Activation' ? '' : 'activation';
  return modules.add(node.layer, role, code, [x]);
}

function activationOf({ layer: { config } }: NetworkNode): string {
  return (config.activation as string | undefined) ?? 'linear';
}

/** A refusal of an activation that isn't one of tfjs-layers. */
export function refuseActivation(node: NetworkNode): string | undefined {
  const activation = activationOf(node);
  return activation === 'linear' || Object.hasOwn(activations, activation)
    ? undefined
    : `activation '${activation}'`;
}

/** A layer of one module without weights, whatever the layout. */
function plain(code: (config: NetworkNode['layer']['config']) => string): TorchTranslations[string] {
  return {
    add: (modules, node) =>
      modules.addInEither(node, ([x]) => modules.add(node.layer, '', code(node.layer.config), [x!])),
  };
}

/** The layers that are activations. */
export const activationLayers: TorchTranslations = {
  Activation: {
    refusal: refuseActivation,
    add: (modules, node) => modules.addInEither(node, ([x], layout) => activated(modules, node, x!, layout)),
  },
  ReLU: plain(({ maxValue }) => (typeof maxValue === 'number' ? `nn.Hardtanh(0, ${maxValue})` : 'nn.ReLU()')),
  LeakyReLU: plain(({ alpha }) => `nn.LeakyReLU(${alpha})`),
  ELU: plain(() => 'nn.ELU()'),
  ThresholdedReLU: plain(({ theta }) => `nn.Threshold(${theta}, 0)`),
  PReLU: { add: addPReLU },
  Softmax: {
    refusal: refuseSeveralAxes,
    add: (modules, node) =>
      modules.addIn('last', node, ([x]) => {
        const axis = [node.layer.config.axis as number | number[]].flat()[0]!;
        return modules.add(node.layer, '', `nn.Softmax(dim=${axis})`, [x!]);
      }),
  },
};

function addPReLU(modules: TorchModules, node: NetworkNode): void {
  const { layer } = node;
  const { alpha } = layer.weights as { alpha: Weight };
  modules.addInEither(node, ([x], layout) => {
    const channels = alpha.shape.at(-1)!;
    // PyTorch's own has one slope a channel.
    if (alpha.values.length === channels && (layout === 'first' || alpha.shape.length === 1)) {
      const weight = { shape: [channels], values: alpha.values };
      return modules.add(layer, '', `nn.PReLU(${channels})`, [x!], { weight });
    }
    const last = alpha.shape.length - 1;
    const weight = layout === 'first' ? transposed(alpha, [last, ...Array(last).keys()]) : alpha;
    return modules.add(layer, '', `${modules.own('Slopes')}${tupleCall(weight.shape)}`, [x!], { weight });
  });
}

function tupleCall(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]})` : tuple(shape);
}
