import { ArgumentError, describeValue } from '../../errors';
import type { Network, Shape } from './network';

/** Settings of layers that are written as numbers. */
const numeric = [
  'alpha',
  'axis',
  'cropping',
  'dilationRate',
  'dims',
  'epsilon',
  'kernelSize',
  'maxValue',
  'momentum',
  'n',
  'offset',
  'padding',
  'poolSize',
  'scale',
  'size',
  'strides',
  'theta',
] as const;

/** Values of these settings that are no numbers: kinds of padding, and switches. */
const others: readonly unknown[] = ['same', 'valid', 'causal', true, false, null, undefined];

/**
 * Refuses settings and sizes that aren't numbers. tfjs-layers takes them from a model's file as they are, and they become a part of
 * a program.
 *
 * @param argument - the network's name
 * @param network - the network
 */
export function checkSettings(argument: string, { inputs, nodes }: Network): void {
  const refuse = (what: string, value: unknown) => {
    throw new ArgumentError(argument, `${what} is ${describeValue(value)}; expected numbers.`);
  };
  const checkShape = (shape: Shape, of: string) => {
    const wrong = shape.find((size) => size !== null && !Number.isSafeInteger(size));
    if (wrong !== undefined) refuse(`a size at '${of}'`, wrong);
  };
  for (const { name, value } of inputs) checkShape(value.shape, name);
  for (const { layer, output } of nodes) {
    checkShape(output.shape, layer.name);
    for (const key of numeric) {
      const values = [layer.config[key]].flat(3);
      const wrong = values.findIndex((value) => !Number.isFinite(value) && !others.includes(value));
      if (wrong >= 0) refuse(`${key} of the layer '${layer.name}'`, values[wrong]);
    }
  }
}
