import { backend_util } from '@tensorflow/tfjs-core';
import type { Call, NextCall } from './pick';
import {
  convolution,
  convolution3d,
  image,
  pooling,
  pooling3d,
  sliding,
  type Triple,
  until,
} from './sliding';

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
