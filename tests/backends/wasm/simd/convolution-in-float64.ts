import type { backend_util } from '@tensorflow/tfjs-core';

type Info = backend_util.Conv2DInfo;
type Numbers = ArrayLike<number>;

/** Calls for each product that a convolution without dilation is made of, with the places of what it involves. */
function eachProduct(info: Info, visit: (x: number, filter: number, y: number) => void): void {
  const { inHeight, inWidth, inChannels, outChannels, filterWidth, padInfo } = info;
  for (let image = 0; image < info.batchSize; image++)
    for (let row = 0; row < info.outHeight; row++)
      for (let column = 0; column < info.outWidth; column++)
        for (let tap = 0; tap < info.filterHeight * filterWidth; tap++) {
          const inRow = row * info.strideHeight - padInfo.top + Math.floor(tap / filterWidth);
          const inColumn = column * info.strideWidth - padInfo.left + (tap % filterWidth);
          if (inRow < 0 || inColumn < 0 || inRow >= inHeight || inColumn >= inWidth) continue;
          const x = ((image * inHeight + inRow) * inWidth + inColumn) * inChannels;
          const y = ((image * info.outHeight + row) * info.outWidth + column) * outChannels;
          for (let c = 0; c < inChannels; c++)
            for (let o = 0; o < outChannels; o++)
              visit(x + c, (tap * inChannels + c) * outChannels + o, y + o);
        }
}

/** conv2d in float64, by its definition. */
export function convolved(info: Info, x: Numbers, filter: Numbers): Float64Array {
  const y = new Float64Array(info.batchSize * info.outHeight * info.outWidth * info.outChannels);
  eachProduct(info, (atX, atFilter, atY) => {
    y[atY]! += x[atX]! * filter[atFilter]!;
  });
  return y;
}

/** Its gradient with respect to x, likewise. */
export function inputGradient(info: Info, dy: Numbers, filter: Numbers): Float64Array {
  const dx = new Float64Array(info.batchSize * info.inHeight * info.inWidth * info.inChannels);
  eachProduct(info, (atX, atFilter, atY) => {
    dx[atX]! += dy[atY]! * filter[atFilter]!;
  });
  return dx;
}

/** Its gradient with respect to the filter, likewise. */
export function filterGradient(info: Info, x: Numbers, dy: Numbers): Float64Array {
  const gradient = new Float64Array(
    info.filterHeight * info.filterWidth * info.inChannels * info.outChannels,
  );
  eachProduct(info, (atX, atFilter, atY) => {
    gradient[atFilter]! += x[atX]! * dy[atY]!;
  });
  return gradient;
}

/** The root mean square of the errors, relative to that of the truth. */
export function relativeError(actual: Numbers, truth: Numbers): number {
  let [errors, squares] = [0, 0];
  for (let index = 0; index < truth.length; index++) {
    errors += (actual[index]! - truth[index]!) ** 2;
    squares += truth[index]! ** 2;
  }
  return Math.sqrt(errors / squares);
}
