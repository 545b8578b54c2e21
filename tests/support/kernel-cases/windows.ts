import { backend_util } from '@tensorflow/tfjs-core';
import type { Call, NextCall, Pick } from './pick';

type Pair = [number, number];
type Triple = [number, number, number];
type Four = [number, number, number, number];
type Five = [number, number, number, number, number];
type Padding = 'same' | 'valid' | number | [Pair, Pair, Pair, Pair];

/** How a window slides along images: strides may pass its size, gaps come with steps of one, paddings may differ by side. */
interface Sliding {
  readonly filterSize: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pad: Padding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function sliding(pick: Pick, { gaps = true } = {}): Sliding {
  const pair = (values: number[]): Pair => [pick.one(values), pick.one(values)];
  const isDilated = gaps && pick.whole(0, 3) === 0;
  const side = (): Pair => [pick.whole(0, 2), pick.whole(0, 2)];
  const pad = pick.one<Padding>(['same', 'valid', pick.whole(0, 2), [[0, 0], side(), side(), [0, 0]]]);
  return {
    filterSize: pair([1, 2, 3, 5]),
    strides: isDilated ? [1, 1] : pair([1, 2, 3, 4]),
    dilations: isDilated ? pair([1, 2, 3]) : [1, 1],
    pad,
    ...(typeof pad === 'string' ? {} : { dimRoundingMode: pick.one(['floor', 'round', 'ceil'] as const) }),
  };
}

/** Draws until the windows have a place. */
function until<T extends { readonly outShape: readonly number[] }>(next: () => T): T {
  for (;;) {
    const drawn = next();
    if (drawn.outShape.every((size) => size > 0)) return drawn;
  }
}

const image = (pick: Pick, channels = pick.one([1, 2, 3, 4, 5, 8])): Four => [
  pick.one([1, 2, 3]),
  pick.one([1, 2, 5, 7, 9]),
  pick.one([1, 3, 4, 6, 11]),
  channels,
];

function convolution(pick: Pick, { depthwise = false, gaps = true } = {}) {
  return until(() => {
    const { filterSize, ...attrs } = sliding(pick, { gaps });
    const x = image(pick);
    const filter: Four = [...filterSize, x[3], depthwise ? pick.whole(1, 3) : pick.one([1, 3, 4, 8])];
    const { strides, dilations, pad, dimRoundingMode } = attrs;
    const info = backend_util.computeConv2DInfo(
      x,
      filter,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      depthwise,
    );
    return { x, filter, attrs: { ...attrs, dataFormat: 'NHWC' }, outShape: info.outShape };
  });
}

function pooling(pick: Pick, { rounded = false } = {}) {
  return until(() => {
    const { dilations, ...drawn } = sliding(pick, { gaps: false });
    const { filterSize: size, strides: steps, pad: padding } = drawn;
    // cpu's gradients don't know how to round, nor of a number for padding along windows that are no squares.
    const attrs: Sliding = {
      ...drawn,
      dilations,
      ...(rounded || typeof padding === 'string' ? {} : { dimRoundingMode: 'floor' }),
      ...(!rounded && typeof padding === 'number'
        ? { filterSize: [size[0], size[0]], strides: [steps[0], steps[0]] }
        : {}),
    };
    const x = image(pick);
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const info = backend_util.computePool2DInfo(x, filterSize, strides, dilations, pad, dimRoundingMode);
    // Of a window that lies in the padding as a whole nothing says what comes.
    const most = typeof pad === 'object' ? Math.max(...pad.flat()) : typeof pad === 'number' ? pad : 0;
    return { x, attrs, outShape: most < Math.min(...filterSize) ? info.outShape : [0] };
  });
}

const volume = (pick: Pick): Five => {
  const [batch, ...rest] = image(pick, pick.whole(1, 4));
  return [Math.min(batch, 2), pick.one([1, 2, 3, 5]), ...rest];
};
const triple = (pick: Pick, values: number[]): Triple => [
  pick.one(values),
  pick.one(values),
  pick.one(values),
];

function pooling3d(pick: Pick, cubes = false) {
  return until(() => {
    const x = volume(pick);
    const size = pick.one([1, 2, 3]);
    const filterSize: Triple = cubes ? [size, size, size] : triple(pick, [1, 2, 3]);
    const strides = triple(pick, [1, 2, 3, 4]);
    const pad = pick.one<'same' | 'valid'>(['same', 'valid']);
    const info = backend_util.computePool3DInfo(x, filterSize, strides, 1, pad);
    return { x, attrs: { filterSize, strides, pad, dataFormat: 'NDHWC' }, outShape: info.outShape };
  });
}

function convolution3d(pick: Pick) {
  return until(() => {
    const x = volume(pick);
    const filter: Five = [...triple(pick, [1, 2, 3]), x[4], pick.one([1, 3, 4])];
    const strides = triple(pick, [1, 2, 3, 4]);
    const pad = pick.one<'same' | 'valid'>(['same', 'valid']);
    const info = backend_util.computeConv3DInfo(x, filter, strides, 1, pad);
    return { x, filter, attrs: { strides, pad, dataFormat: 'NDHWC', dilations: 1 }, outShape: info.outShape };
  });
}

const pool: NextCall = (pick) => {
  const { x, attrs } = pooling(pick, { rounded: true });
  return { inputs: { x: pick.apart(x) }, attrs };
};
const pool3d: NextCall = (pick) => {
  const { x, attrs } = pooling3d(pick);
  return { inputs: { x: pick.apart(x) }, attrs };
};

/**
 * Kernels that slide a window along images or volumes, and their gradients. cpu overlooks gaps in the gradients:
 * dilated-convolutions.test.ts has the definition.
 */
export const windows: Readonly<Record<string, NextCall>> = {
  Conv2D: (pick) => {
    const { x, filter, attrs } = convolution(pick);
    return { inputs: { x: pick.normal(x), filter: pick.normal(filter) }, attrs };
  },
  FusedConv2D: (pick) => {
    const { x, filter, attrs } = convolution(pick);
    const activation = pick.one(['linear', 'relu', 'relu6', 'elu', 'prelu', 'leakyrelu', 'sigmoid']);
    const inputs: Call['inputs'] = {
      x: pick.normal(x),
      filter: pick.normal(filter),
      ...(pick.truth() ? { bias: pick.normal([filter[3]]) } : {}),
      ...(activation === 'prelu' ? { preluActivationWeights: pick.normal([1, 1, filter[3]]) } : {}),
    };
    return { inputs, attrs: { ...attrs, activation, leakyreluAlpha: 0.3 } };
  },
  Conv2DBackpropInput: (pick) => {
    const { x, filter, attrs, outShape } = convolution(pick, { gaps: false });
    return {
      inputs: { dy: pick.normal(outShape), filter: pick.normal(filter) },
      attrs: { ...attrs, inputShape: x },
    };
  },
  Conv2DBackpropFilter: (pick) => {
    const { x, filter, attrs, outShape } = convolution(pick, { gaps: false });
    return {
      inputs: { x: pick.normal(x), dy: pick.normal(outShape) },
      attrs: { ...attrs, filterShape: filter },
    };
  },
  DepthwiseConv2dNativeBackpropInput: (pick) => {
    const { x, filter, attrs, outShape } = convolution(pick, { depthwise: true, gaps: false });
    return {
      inputs: { dy: pick.normal(outShape), filter: pick.normal(filter) },
      attrs: { ...attrs, inputShape: x },
    };
  },
  DepthwiseConv2dNativeBackpropFilter: (pick) => {
    const { x, filter, attrs, outShape } = convolution(pick, { depthwise: true, gaps: false });
    return {
      inputs: { x: pick.normal(x), dy: pick.normal(outShape) },
      attrs: { ...attrs, filterShape: filter },
    };
  },
  DepthwiseConv2dNative: (pick) => {
    const { x, filter, attrs } = convolution(pick, { depthwise: true });
    return { inputs: { x: pick.normal(x), filter: pick.normal(filter) }, attrs };
  },
  Conv3D: (pick) => {
    const { x, filter, attrs } = convolution3d(pick);
    return { inputs: { x: pick.normal(x), filter: pick.normal(filter) }, attrs };
  },
  Conv3DBackpropInputV2: (pick) => {
    const { x, filter, attrs, outShape } = convolution3d(pick);
    return {
      inputs: { dy: pick.normal(outShape), filter: pick.normal(filter) },
      attrs: { ...attrs, inputShape: x },
    };
  },
  Conv3DBackpropFilterV2: (pick) => {
    const { x, filter, attrs, outShape } = convolution3d(pick);
    return {
      inputs: { x: pick.normal(x), dy: pick.normal(outShape) },
      attrs: { ...attrs, filterShape: filter },
    };
  },
  AvgPool: pool,
  MaxPool: pool,
  AvgPool3D: pool3d,
  MaxPool3D: pool3d,
  AvgPoolGrad: (pick) => {
    const { x, attrs, outShape } = pooling(pick);
    return { inputs: { dy: pick.normal(outShape), input: pick.normal(x) }, attrs };
  },
  MaxPoolGrad: (pick) => {
    const { x, attrs, outShape } = pooling(pick);
    // Which output it was doesn't count, the kernels look for the largest again.
    return {
      inputs: { dy: pick.normal(outShape), input: pick.apart(x), output: pick.normal(outShape) },
      attrs,
    };
  },
  AvgPool3DGrad: (pick) => {
    const { x, attrs, outShape } = pooling3d(pick);
    return { inputs: { dy: pick.normal(outShape), input: pick.normal(x) }, attrs };
  },
  MaxPool3DGrad: (pick) => {
    const { x, attrs, outShape } = pooling3d(pick, true); // cpu is wrong for windows that aren't cubes
    return {
      inputs: { dy: pick.normal(outShape), input: pick.apart(x), output: pick.normal(outShape) },
      attrs,
    };
  },
  Dilation2D: (pick) => {
    const { x, filter, attrs } = until(() => {
      const { filterSize, strides, dilations } = sliding(pick);
      const shape = image(pick);
      const size: Triple = [...filterSize, shape[3]];
      const pad = 'valid'; // with gaps, a filter of two may lie beside the image as a whole, and then nothing says what the sum is
      const info = backend_util.computeDilation2DInfo(shape, size, strides, pad, 'NHWC', dilations);
      return { x: shape, filter: size, attrs: { strides, dilations, pad }, outShape: info.outShape };
    });
    return { inputs: { x: pick.apart(x), filter: pick.normal(filter) }, attrs };
  },
  LRN: (pick) => ({
    inputs: { x: pick.normal(image(pick)) },
    attrs: { depthRadius: pick.whole(0, 5), bias: 1, alpha: 0.5, beta: pick.one([0.5, 0.75, 1]) },
  }),
  FusedBatchNorm: (pick) => {
    const x = image(pick);
    return {
      inputs: {
        x: pick.normal(x),
        mean: pick.normal([x[3]]),
        variance: pick.between([x[3]], 0.1, 2),
        ...(pick.truth() ? { offset: pick.normal([x[3]]) } : {}),
        ...(pick.truth() ? { scale: pick.normal([x[3]]) } : {}),
      } as Call['inputs'],
      attrs: { varianceEpsilon: 1e-3 },
    };
  },
};
