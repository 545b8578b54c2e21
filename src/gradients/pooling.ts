import {
  add,
  backend_util,
  div,
  engine,
  equal,
  type GradConfig,
  logicalAnd,
  logicalNot,
  logicalOr,
  mul,
  type NamedAttrMap,
  reshape,
  stridedSlice,
  type Tensor,
  tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { alongAxis, padMiddle } from './along-axis';

/** A window in each spatial dimension: what to pad, how wide, and how far apart. */
interface Window {
  readonly before: number;
  readonly after: number;
  readonly width: number;
  readonly stride: number;
}

const firstGradients = (dimension: string): GradConfig[] => [
  {
    // tfjs divides by the window's size, though its forward pass divides by the cells of the window that aren't padding.
    kernelName: `AvgPool${dimension}`,
    inputsToSave: ['x'],
    gradFunc: (dy: Tensor | Tensor[], [x]: Tensor[], attributes: NamedAttrMap) => ({
      x: () => {
        const padded = withoutRounding(dimension, x!, attributes);
        const weights = windowSizeOverCells(windowsOf(dimension, x!, padded), dy as Tensor, x!);
        const weighted = weights ? mul(dy as Tensor, weights) : (dy as Tensor);
        return engine().runKernel(`AvgPool${dimension}Grad`, { dy: weighted, input: x! }, padded) as Tensor;
      },
    }),
  },
  {
    // tfjs forgets how the number of windows was rounded.
    kernelName: `MaxPool${dimension}`,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy: Tensor | Tensor[], [x, y]: Tensor[], attributes: NamedAttrMap) => ({
      x: () => {
        const inputs = { dy: dy as Tensor, input: x!, output: y! };
        const padded = withoutRounding(dimension, x!, attributes);
        return engine().runKernel(`MaxPool${dimension}Grad`, inputs, padded) as Tensor;
      },
    }),
  },
];

const secondGradients = (dimension: string): GradConfig[] => [
  {
    // Averaging is linear, so the gradient of its gradient is averaging again, by the window's size as tfjs has it.
    kernelName: `AvgPool${dimension}Grad`,
    inputsToSave: ['input'],
    gradFunc: (ddx: Tensor | Tensor[], [input]: Tensor[], attributes: NamedAttrMap) => ({
      dy: () => {
        const averages = engine().runKernel(
          `AvgPool${dimension}`,
          { x: ddx as Tensor },
          withDefaults(attributes),
        ) as Tensor;
        const weights = windowSizeOverCells(windowsOf(dimension, input!, attributes), averages, input!);
        return weights ? div(averages, weights) : averages;
      },
      input: () => zerosLike(input!),
    }),
  },
  {
    // ∂y went to the largest value of each window, so what comes back is the value found there.
    kernelName: `MaxPool${dimension}Grad`,
    inputsToSave: ['input', 'output'],
    gradFunc: (ddx: Tensor | Tensor[], [input, output]: Tensor[], attributes: NamedAttrMap) => ({
      dy: () => atLargest(ddx as Tensor, input!, output!, windowsOf(dimension, input!, attributes)),
      input: () => zerosLike(input!),
      output: () => zerosLike(output!),
    }),
  },
];

/** The gradients of pooling, and of its gradients, in two and three dimensions. */
export const poolingGradients: readonly GradConfig[] = ['', '3D'].flatMap((dimension) => [
  ...firstGradients(dimension),
  ...secondGradients(dimension),
]);

/**
 * The same windows over images by paddings of each side: tfjs's kernels for gradients don't all know how to round the number of
 * windows. They all round in three dimensions.
 */
function withoutRounding(dimension: string, x: Tensor, attributes: NamedAttrMap): NamedAttrMap {
  const { dimRoundingMode, ...others } = attributes as NamedAttrMap & { dimRoundingMode?: unknown };
  if (!dimRoundingMode || dimension === '3D') return attributes;
  const { padInfo, ...info } = infoOf(x, attributes);
  const after = (size: number, count: number, { before, width, stride }: Omit<Window, 'after'>) => {
    const reach = (count - 1) * stride + width - size - before; // below 0 where values are left over
    return reach <= -stride ? reach : Math.max(reach, 0);
  };
  const { top, left } = padInfo;
  const [height, width] = [
    { before: top, width: info.filterHeight, stride: info.strideHeight },
    { before: left, width: info.filterWidth, stride: info.strideWidth },
  ] as const;
  const pad = [
    [0, 0],
    [top, after(info.inHeight, info.outHeight, height)],
    [left, after(info.inWidth, info.outWidth, width)],
    [0, 0],
  ];
  return { ...others, pad } as never;
}

function infoOf(input: Tensor, attributes: NamedAttrMap): backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as never as {
    filterSize: number | [number, number];
    strides: number | [number, number];
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = input.shape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

function withDefaults(attributes: NamedAttrMap): NamedAttrMap {
  return { dataFormat: 'NDHWC', ...attributes };
}

/** The size of each window over the number of its cells that lie in the input; undefined where that is 1 for all. */
function windowSizeOverCells(windows: readonly Window[], pooled: Tensor, input: Tensor): Tensor | undefined {
  const ratios = windows.flatMap(({ before, width, stride }, index) => {
    const size = input.shape[index + 1]!;
    const ratiosAlongAxis = Array.from({ length: pooled.shape[index + 1]! }, (_, place) => {
      const begin = place * stride - before;
      return width / (Math.min(begin + width, size) - Math.max(begin, 0));
    });
    if (ratiosAlongAxis.every((ratio) => ratio === 1)) return [];
    const shape = pooled.shape.map((_, axis) => (axis === index + 1 ? ratiosAlongAxis.length : 1));
    return [tensor(ratiosAlongAxis, shape)];
  });
  return ratios.length > 0 ? ratios.reduce((product, ratio) => mul(product, ratio)) : undefined;
}

/** The value of `values` where `input` has its largest value in each window: the first such place, as in tfjs. */
function atLargest(values: Tensor, input: Tensor, largest: Tensor, windows: readonly Window[]): Tensor {
  const paddedInput = padWindows(input, windows, -3.4e38);
  const paddedValues = padWindows(values, windows, 0);
  let found: Tensor | undefined;
  // Flat from here on: webgl's `where` stops at rank 4.
  const flat = reshape(largest, [-1]);
  const pick = (padded: Tensor, place: readonly number[]) =>
    reshape(pickFromWindows(padded, windows, place, largest.shape), [-1]);
  let result: Tensor = zerosLike(flat);
  for (const place of placesIn(windows)) {
    const here = equal(pick(paddedInput, place), flat);
    const first = found ? logicalAnd(here, logicalNot(found)) : here;
    const value = pick(paddedValues, place);
    result = add(result, where(first, value, zerosLike(value)));
    found = found ? logicalOr(found, here) : here;
  }
  return reshape(result, largest.shape);
}

/** Pads axis after axis: tfjs's webgl backend can't pad tensors of rank 5. */
function padWindows(x: Tensor, windows: readonly Window[], value: number): Tensor {
  return windows.reduce((padded, { before, after }, index) => {
    if (before === 0 && after === 0) return padded;
    return alongAxis(padded, index + 1, (matrices) => padMiddle(matrices, before, after, value));
  }, x);
}

/** Picks the values at one place of every window, axis after axis: webgl can't take steps through tensors of rank 5 either. */
function pickFromWindows(
  padded: Tensor,
  windows: readonly Window[],
  place: readonly number[],
  pooledShape: readonly number[],
): Tensor {
  return windows.reduce((picked, { stride }, index) => {
    const begin = place[index]!;
    const end = begin + (pooledShape[index + 1]! - 1) * stride + 1;
    return alongAxis(picked, index + 1, (matrices) => {
      const [outer, , inner] = matrices.shape as [number, number, number];
      return stridedSlice(matrices, [0, begin, 0], [outer, end, inner], [1, stride, 1]);
    });
  }, padded);
}

/** Every place in a window, in the order in which tfjs looks at them. */
function placesIn(windows: readonly Window[]): number[][] {
  return windows.reduce<number[][]>(
    (places, { width }) =>
      places.flatMap((place) => Array.from({ length: width }, (_, along) => [...place, along])),
    [[]],
  );
}

function windowsOf(dimension: string, input: Tensor, attributes: NamedAttrMap): Window[] {
  if (dimension === '3D') {
    const { filterSize, strides, pad, dimRoundingMode } = attributes as never as {
      filterSize: number | [number, number, number];
      strides: number | [number, number, number];
      pad: 'valid' | 'same' | number;
      dimRoundingMode?: 'floor' | 'round' | 'ceil';
    };
    const shape = input.shape as [number, number, number, number, number];
    const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const { padInfo } = info;
    return [
      { before: padInfo.front, after: padInfo.back, width: info.filterDepth, stride: info.strideDepth },
      { before: padInfo.top, after: padInfo.bottom, width: info.filterHeight, stride: info.strideHeight },
      { before: padInfo.left, after: padInfo.right, width: info.filterWidth, stride: info.strideWidth },
    ];
  }
  const { padInfo, ...info } = infoOf(input, attributes);
  return [
    { before: padInfo.top, after: padInfo.bottom, width: info.filterHeight, stride: info.strideHeight },
    { before: padInfo.left, after: padInfo.right, width: info.filterWidth, stride: info.strideWidth },
  ];
}
