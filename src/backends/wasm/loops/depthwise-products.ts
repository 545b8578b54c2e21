import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';

export type Shape4D = [number, number, number, number];

/**
 * Visits each product that the depthwise convolution y[n, h, w, c·m + q] = Σ x[n, h·s + i·d, w·s + j·d, c]·f[i, j, c, q]
 * sums, by the places of its input, its filter and its output.
 */
export function eachProduct(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: NamedAttrMap,
  visit: (atInput: number, atFilter: number, atOutput: number) => void,
): void {
  const info = depthwiseGeometry(inputShape, filterShape, attrs);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  const multiplier = outChannels / inChannels;
  for (let n = 0; n < batchSize; n++) {
    for (let h = 0; h < outHeight; h++) {
      for (let w = 0; w < outWidth; w++) {
        const output = ((n * outHeight + h) * outWidth + w) * outChannels;
        for (let i = 0; i < info.filterHeight; i++) {
          const y = h * info.strideHeight + i * info.dilationHeight - padInfo.top;
          if (y < 0 || y >= inHeight) continue;
          for (let j = 0; j < info.filterWidth; j++) {
            const x = w * info.strideWidth + j * info.dilationWidth - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            const input = ((n * inHeight + y) * inWidth + x) * inChannels;
            const filter = (i * info.filterWidth + j) * outChannels;
            for (let k = 0; k < outChannels; k++)
              visit(input + Math.floor(k / multiplier), filter + k, output + k);
          }
        }
      }
    }
  }
}

/** Geometry of a depthwise convolution: sizes, strides, dilations and padding. */
export function depthwiseGeometry(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: NamedAttrMap,
): backend_util.Conv2DInfo {
  const { strides, dilations, pad, dimRoundingMode } = attrs as never as {
    strides: [number, number];
    dilations: [number, number] | null;
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  return backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
}
