import { firstRefusal, refuseChannelsFirst, refuseDilation, refuseMask } from '../network/common-refusals';
import type { NetworkNode, Weight } from '../network/network';
import { asGroups, channelsInFront, transposed } from '../network/transposed';
import { convolutionWindows, type Pad, transposedWindows } from '../network/windows';
import { activated, refuseActivation } from './activations';
import { type TorchModules, tuple } from './torch-modules';
import type { TorchTranslations } from './torch-translations';

const refusal = firstRefusal(refuseChannelsFirst, refuseActivation, refuseOpenPadding);

/** Dense layers, convolutions and embeddings. */
export const weightedLayers: TorchTranslations = {
  Dense: { refusal: refuseActivation, add: addDense },
  Conv1D: { refusal, add: addConvolution },
  Conv2D: { refusal, add: addConvolution },
  DepthwiseConv2D: { refusal: firstRefusal(refusal, refuseDilation), add: addDepthwise },
  SeparableConv2D: { refusal, add: addSeparable },
  Conv2DTranspose: { refusal: firstRefusal(refuseChannelsFirst, refuseActivation), add: addTransposed },
  Embedding: {
    refusal: refuseMask,
    add: (modules, node) =>
      modules.addIn('last', node, ([x]) => {
        const weight = node.layer.weights.embeddings!;
        return modules.add(node.layer, '', `nn.Embedding${tuple(weight.shape)}`, [x!], { weight });
      }),
  },
};

function refuseOpenPadding(node: NetworkNode): string | undefined {
  return convolutionWindows(node).pads ? undefined : "padding 'same' of an open size";
}

function addDense(modules: TorchModules, node: NetworkNode): void {
  const { kernel, bias } = node.layer.weights as { kernel: Weight; bias?: Weight };
  const code = `nn.Linear(${kernel.shape.join(', ')}${bias ? '' : ', bias=False'})`;
  modules.addIn('last', node, ([x]) => {
    const y = modules.add(node.layer, '', code, [x!], { weight: transposed(kernel, [1, 0]), bias });
    return activated(modules, node, y, 'last');
  });
}

function addConvolution(modules: TorchModules, node: NetworkNode): void {
  const { kernel, bias } = node.layer.weights as { kernel: Weight; bias?: Weight };
  modules.addIn('first', node, ([x]) => {
    const y = convolved(modules, node, x!, '', { weight: channelsInFront(kernel), bias });
    return activated(modules, node, y, 'first');
  });
}

function addDepthwise(modules: TorchModules, node: NetworkNode): void {
  const { depthwiseKernel, bias } = node.layer.weights as { depthwiseKernel: Weight; bias?: Weight };
  modules.addIn('first', node, ([x]) => {
    const y = convolved(modules, node, x!, '', { weight: asGroups(depthwiseKernel), bias }, groupsOf(node));
    return activated(modules, node, y, 'first');
  });
}

function addSeparable(modules: TorchModules, node: NetworkNode): void {
  const { layer } = node;
  const { depthwiseKernel, pointwiseKernel, bias } = layer.weights as Record<string, Weight>;
  modules.addIn('first', node, ([x]) => {
    const depthwise = { weight: asGroups(depthwiseKernel!), bias: undefined };
    const channels = convolved(modules, node, x!, 'depthwise', depthwise, groupsOf(node));
    const weight = channelsInFront(pointwiseKernel!);
    const code = `nn.Conv2d(${weight.shape[1]}, ${weight.shape[0]}, 1${bias ? '' : ', bias=False'})`;
    const y = modules.add(layer, 'pointwise', code, [channels], { weight, bias });
    return activated(modules, node, y, 'first');
  });
}

function groupsOf({ layer }: NetworkNode): number {
  return layer.weights.depthwiseKernel!.shape[2]!;
}

function convolved(
  modules: TorchModules,
  node: NetworkNode,
  x: string,
  role: string,
  { weight, bias }: { readonly weight: Weight; readonly bias: Weight | undefined },
  groups = 1,
): string {
  const { size, strides, dilations, pads } = convolutionWindows(node);
  const even = isEven(pads!);
  const padded = even ? x : modules.add(node.layer, 'pad', zeroPad(pads!), [x]);
  const options = [
    ...(strides.some((stride) => stride > 1) ? [`stride=${tuple(strides)}`] : []),
    ...(even && pads!.some(([before]) => before > 0)
      ? [`padding=${tuple(pads!.map(([before]) => before))}`]
      : []),
    ...(dilations.some((dilation) => dilation > 1) ? [`dilation=${tuple(dilations)}`] : []),
    ...(groups > 1 ? [`groups=${groups}`] : []),
    ...(bias ? [] : ['bias=False']),
  ];
  const channels = [weight.shape[1]! * groups, weight.shape[0]!];
  const code = `nn.Conv${size.length}d(${[...channels, tuple(size), ...options].join(', ')})`;
  return modules.add(node.layer, role, code, [padded], { weight, bias });
}

/** Whether as many places stand behind as before: PyTorch's own padding knows nothing else. */
export function isEven(pads: readonly Pad[]): boolean {
  return pads.every(([before, after]) => before === after);
}

/** Zeros around, or, of negative numbers, a border that is cut off. */
export function zeroPad(pads: readonly Pad[]): string {
  // The last dimension comes first.
  const sides = [...pads].reverse().flat();
  return pads.length === 1 ? `nn.ConstantPad1d(${tuple(sides)}, 0.0)` : `nn.ZeroPad2d(${tuple(sides)})`;
}

function addTransposed(modules: TorchModules, node: NetworkNode): void {
  const { kernel, bias } = node.layer.weights as { kernel: Weight; bias?: Weight };
  const { size, strides, cuts, behind } = transposedWindows(node);
  const even = isEven(cuts);
  const weight = channelsInFront(kernel);
  const options = [
    `stride=${tuple(strides)}`,
    ...(even && cuts.some(([before]) => before > 0)
      ? [`padding=${tuple(cuts.map(([before]) => before))}`]
      : []),
    ...(behind.some((places) => places > 0) ? [`output_padding=${tuple(behind)}`] : []),
    ...(bias ? [] : ['bias=False']),
  ];
  const code = `nn.ConvTranspose2d(${[...weight.shape.slice(0, 2), tuple(size), ...options].join(', ')})`;
  modules.addIn('first', node, ([x]) => {
    const whole = modules.add(node.layer, '', code, [x!], { weight, bias });
    const cut = cuts.map(([before, after]) => [-before, -after] as const);
    const y = even ? whole : modules.add(node.layer, 'cut', zeroPad(cut), [whole]);
    return activated(modules, node, y, 'first');
  });
}
