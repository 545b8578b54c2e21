import { backend_util } from '@tensorflow/tfjs-core';
import type { Pick } from './pick';

type Pair = [number, number];
export type Triple = [number, number, number];
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

export function sliding(pick: Pick, { gaps = true } = {}): Sliding {
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
export function until<T extends { readonly outShape: readonly number[] }>(next: () => T): T {
  for (;;) {
    const drawn = next();
    if (drawn.outShape.every((size) => size > 0)) return drawn;
  }
}

export const image = (pick: Pick, channels = pick.one([1, 2, 3, 4, 5, 8])): Four => [
  pick.one([1, 2, 3]),
  pick.one([1, 2, 5, 7, 9]),
  pick.one([1, 3, 4, 6, 11]),
  channels,
];

export function convolution(pick: Pick, { depthwise = false, gaps = true } = {}) {
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

export function pooling(pick: Pick, { rounded = false } = {}) {
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

export function pooling3d(pick: Pick, cubes = false) {
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

export function convolution3d(pick: Pick) {
  return until(() => {
    const x = volume(pick);
    const filter: Five = [...triple(pick, [1, 2, 3]), x[4], pick.one([1, 3, 4])];
    const strides = triple(pick, [1, 2, 3, 4]);
    const pad = pick.one<'same' | 'valid'>(['same', 'valid']);
    const info = backend_util.computeConv3DInfo(x, filter, strides, 1, pad);
    return { x, filter, attrs: { strides, pad, dataFormat: 'NDHWC', dilations: 1 }, outShape: info.outShape };
  });
}
