import type { NetworkNode, Shape } from './network';

/** The window of a convolution or a pooling: how large it is, how it moves, and how many zeros stand around. */
export interface Windows {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Places before and after, one pair a dimension; undefined where they depend on an open size. */
  readonly pads: readonly Pad[] | undefined;
}

/** Number of places before and after. */
export type Pad = readonly [before: number, after: number];

/** The windows of a convolution layer. */
export function convolutionWindows({ layer: { config }, inputs }: NetworkNode): Windows {
  return windows(
    config,
    config.kernelSize as number[],
    config.dilationRate as number[] | undefined,
    inputs[0]!.shape,
  );
}

/** The windows of a pooling layer. */
export function poolingWindows({ layer: { config }, inputs }: NetworkNode): Windows {
  return windows(config, config.poolSize as number[], undefined, inputs[0]!.shape);
}

function windows(
  config: NetworkNode['layer']['config'],
  size: readonly number[],
  dilations: readonly number[] = size.map(() => 1),
  shape: Shape,
): Windows {
  const strides = config.strides as number[];
  if (config.padding !== 'same') return { size, strides, dilations, pads: size.map(() => [0, 0]) };
  const pads = size.map((length, axis) => {
    const reach = (length - 1) * dilations[axis]! + 1;
    return samePad(shape[axis + 1] ?? null, reach, strides[axis]!);
  });
  return { size, strides, dilations, pads: pads.every((pad) => pad !== undefined) ? pads : undefined };
}

/** TensorFlow's 'same': ⌈input/stride⌉ outputs, and of an odd number of zeros the larger half behind. */
function samePad(input: number | null, reach: number, stride: number): Pad | undefined {
  if (input === null && stride > 1) return undefined;
  const outputs = input === null ? 0 : Math.ceil(input / stride);
  const total = input === null ? reach - 1 : Math.max((outputs - 1) * stride + reach - input, 0);
  return halves(total);
}

/** Places to cut from a transposed convolution's full output, and places that the stride leaves behind it. */
export interface TransposedWindows {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly cuts: readonly Pad[];
  readonly behind: readonly number[];
}

/** The windows of a transposed convolution: the gradient of a convolution whose input is input · stride long, or a kernel more. */
export function transposedWindows({ layer: { config } }: NetworkNode): TransposedWindows {
  const size = config.kernelSize as number[];
  const strides = config.strides as number[];
  const cuts = size.map((length, axis) =>
    config.padding === 'same' ? halves(Math.max(length - strides[axis]!, 0)) : ([0, 0] as const),
  );
  return { size, strides, cuts, behind: size.map((length, axis) => Math.max(strides[axis]! - length, 0)) };
}

function halves(total: number): Pad {
  const before = Math.floor(total / 2);
  return [before, total - before];
}
