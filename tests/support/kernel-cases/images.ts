import type { NextCall, Pick } from './pick';

const image = (pick: Pick): number[] => [
  pick.one([1, 2, 3]),
  pick.one([1, 2, 3, 5, 7]),
  pick.one([1, 2, 4, 6]),
  pick.one([1, 2, 3, 4, 5]),
];
const size = (pick: Pick): number[] => [pick.one([1, 2, 3, 5, 8, 14]), pick.one([1, 2, 4, 7, 9])];

const resizing: NextCall = (pick) => {
  const [alignCorners, halfPixelCenters] = pick.one([
    [false, false],
    [true, false],
    [false, true],
  ]);
  return {
    inputs: { images: pick.normal(image(pick)) },
    attrs: { alignCorners, halfPixelCenters, size: size(pick) },
  };
};
/** Kernels that read images at other places. */
export const images: Readonly<Record<string, NextCall>> = {
  FlipLeftRight: (pick) => ({ inputs: { image: pick.normal(image(pick)) } }),
  ResizeBilinear: resizing,
  ResizeNearestNeighbor: resizing,
  ResizeBilinearGrad: (pick) => {
    const [batch, height, , channels] = image(pick) as [number, number, number, number];
    const dy = [batch, ...size(pick), channels];
    return {
      // Squares: cpu takes height and width of others for each other.
      inputs: { images: pick.normal([batch, height, height, channels]), dy: pick.normal(dy) },
      attrs: { alignCorners: pick.truth(), size: dy.slice(1, 3) },
    };
  },
  RotateWithOffset: (pick) => ({
    // tfjs's on wasm takes what stands beside the colors for that of a fourth and fifth channel.
    inputs: { image: pick.normal([...image(pick).slice(0, 3), pick.whole(1, 3)]) },
    attrs: {
      radians: pick.one([0.3127, -1.1313, 2.0371]),
      fillValue: pick.one([0, 7]), // tfjs's on wasm cuts it to a whole number
      center: pick.one([0.5, [0.2113, 0.9171]]),
    },
  }),
  CropAndResize: (pick) => {
    const shape = image(pick);
    const count = pick.whole(1, 4);
    return {
      inputs: {
        image: pick.normal(shape),
        boxes: pick.between([count, 4], -0.3, 1.4),
        boxInd: pick.int32([count], 0, shape[0]! - 1),
      },
      attrs: { method: pick.one(['bilinear', 'nearest']), cropSize: size(pick), extrapolationValue: 2 },
    };
  },
  Transform: (pick) => {
    // cpu's kernel leaves out all images but the first: reflecting-transform.test.ts has more of them.
    const [, ...shape] = image(pick);
    const near = (value: number) => pick.between([], value - 0.3, value + 0.3).values[0]!;
    const values = [
      near(1),
      near(0),
      near(pick.whole(-9, 9)),
      near(0),
      near(1),
      near(pick.whole(-9, 9)),
      near(0) / 9,
      near(0) / 9,
    ];
    return {
      inputs: {
        image: pick.normal([1, ...shape]),
        transforms: { shape: [1, 8], dtype: 'float32', values: values.map(Math.fround) },
      },
      attrs: {
        interpolation: pick.one(['nearest', 'bilinear']),
        fillMode: pick.one(['constant', 'reflect', 'nearest']),
        fillValue: 0.5,
        outputShape: pick.truth() ? size(pick) : null,
      },
    };
  },
};
