import { firstRefusal, refuseChannelsFirst } from '../network/common-refusals';
import type { NetworkNode } from '../network/network';
import { poolingWindows } from '../network/windows';
import { type TorchModules, tuple } from './torch-modules';
import type { TorchTranslations } from './torch-translations';
import { isEven, zeroPad } from './weighted-layers';

/** Layers that change a picture's size. */
export const imageLayers: TorchTranslations = {
  MaxPooling1D: pooling(addMaxPooling),
  MaxPooling2D: pooling(addMaxPooling),
  AveragePooling1D: pooling(addAveragePooling),
  AveragePooling2D: pooling(addAveragePooling),
  GlobalAveragePooling1D: globalPooling('AdaptiveAvgPool1d'),
  GlobalAveragePooling2D: globalPooling('AdaptiveAvgPool2d'),
  GlobalMaxPooling1D: globalPooling('AdaptiveMaxPool1d'),
  GlobalMaxPooling2D: globalPooling('AdaptiveMaxPool2d'),
  UpSampling2D: inFront((modules, { layer: { config } }) => {
    const factors = config.size as number[];
    return config.interpolation === 'bilinear'
      ? `${modules.own('Bilinear')}${tuple(factors)}`
      : `nn.Upsample(scale_factor=${tuple(factors)}, mode='nearest')`;
  }),
  ZeroPadding2D: inFront((_, { layer: { config } }) => zeroPad(config.padding as [number, number][])),
  Cropping2D: inFront((_, { layer: { config } }) =>
    zeroPad((config.cropping as [number, number][]).map(([before, after]) => [-before, -after])),
  ),
};

/** A layer of one module that wants the channels in front. */
function inFront(code: (modules: TorchModules, node: NetworkNode) => string): TorchTranslations[string] {
  return {
    refusal: refuseChannelsFirst,
    add: (modules, node) =>
      modules.addIn('first', node, ([x]) => modules.add(node.layer, '', code(modules, node), [x!])),
  };
}

function pooling(
  add: (modules: TorchModules, node: NetworkNode, x: string) => string,
): TorchTranslations[string] {
  return {
    refusal: firstRefusal(refuseChannelsFirst, (node) =>
      poolingWindows(node).pads ? undefined : "padding 'same' of an open size",
    ),
    add: (modules, node) => modules.addIn('first', node, ([x]) => add(modules, node, x!)),
  };
}

function addMaxPooling(modules: TorchModules, node: NetworkNode, x: string): string {
  const { size, strides, pads } = poolingWindows(node);
  const even = isEven(pads!);
  const lowest = `nn.ConstantPad${size.length}d(${tuple([...pads!].reverse().flat())}, float('-inf'))`;
  const padded = even ? x : modules.add(node.layer, 'pad', lowest, [x]);
  const padding = even ? pads!.map(([before]) => before) : size.map(() => 0);
  const code = `nn.MaxPool${size.length}d(${[size, strides, padding].map(tuple).join(', ')})`;
  return modules.add(node.layer, '', code, [padded]);
}

function addAveragePooling(modules: TorchModules, node: NetworkNode, x: string): string {
  const { size, strides, pads } = poolingWindows(node);
  if (!isEven(pads!)) {
    const sides = `(${[...pads!].reverse().flat().join(', ')})`;
    const code = `${modules.own('PaddedAverage')}(${tuple(size)}, ${tuple(strides)}, ${sides})`;
    return modules.add(node.layer, '', code, [x]);
  }
  const padding = pads!.map(([before]) => before);
  const numbers = [size, strides, padding].map(tuple).join(', ');
  const code = `nn.AvgPool${size.length}d(${numbers}, count_include_pad=False)`;
  return modules.add(node.layer, '', code, [x]);
}

function globalPooling(pool: string): TorchTranslations[string] {
  return inFront(() => `nn.Sequential(nn.${pool}(1), nn.Flatten())`);
}
