import { constant } from './arithmetic';
import { NdArray, placesIn } from './nd-array';
import { range } from './range';
import { dot, type Scalar } from './scalar';
import { type Padding, windowsOver } from './windows';

/** x: [batch, ...space, channels], kernel: [...window, channels, filters]. */
export function convolve(x: NdArray, kernel: NdArray, strides: number[], padding: Padding): NdArray {
  const [channels, filters] = kernel.shape.slice(-2) as [number, number];
  const windows = windowsOver(x.shape.slice(1, -1), kernel.shape.slice(0, -2), strides, padding);
  return NdArray.from([x.shape[0]!, ...windows.outputSize, filters], ([sample, ...place]) => {
    const filter = place.pop()!;
    const pairs = windows
      .cellsOf(place)
      .flatMap(({ input, tap }) =>
        range(channels).map((channel) => [
          x.at([sample!, ...input, channel]),
          kernel.at([...tap, channel, filter]),
        ]),
      ) as [Scalar, Scalar][];
    return dotOf(pairs);
  });
}

/** x: [batch, ...space, channels], kernel: [...window, filters, channels]: each value is spread over its window. */
export function convolveTransposed(
  x: NdArray,
  kernel: NdArray,
  strides: number[],
  padding: Padding,
): NdArray {
  const [filters, channels] = kernel.shape.slice(-2) as [number, number];
  const windowSize = kernel.shape.slice(0, -2);
  const size = x.shape
    .slice(1, -1)
    .map(
      (length, axis) =>
        length * strides[axis]! + (padding === 'valid' ? Math.max(windowSize[axis]! - strides[axis]!, 0) : 0),
    );
  const windows = windowsOver(size, windowSize, strides, padding);
  const pairs = new Map<string, [Scalar, Scalar][]>();
  for (const [sample, ...place] of placesIn(x.shape.slice(0, -1)))
    for (const { input, tap } of windows.cellsOf(place))
      for (const filter of range(filters)) {
        const key = [sample, ...input, filter].join();
        const found = pairs.get(key) ?? [];
        for (const channel of range(channels))
          found.push([x.at([sample!, ...place, channel]), kernel.at([...tap, filter, channel])]);
        pairs.set(key, found);
      }
  return NdArray.from([x.shape[0]!, ...size, filters], (place) => dotOf(pairs.get(place.join()) ?? []));
}

/** x: [batch, ...space, channels], kernel: [...window, channels, multiplier]. */
export function convolveDepthwise(x: NdArray, kernel: NdArray, strides: number[], padding: Padding): NdArray {
  const [channels, multiplier] = kernel.shape.slice(-2) as [number, number];
  const windows = windowsOver(x.shape.slice(1, -1), kernel.shape.slice(0, -2), strides, padding);
  return NdArray.from([x.shape[0]!, ...windows.outputSize, channels * multiplier], ([sample, ...place]) => {
    const output = place.pop()!;
    const channel = Math.floor(output / multiplier);
    return dotOf(
      windows
        .cellsOf(place)
        .map(({ input, tap }) => [
          x.at([sample!, ...input, channel]),
          kernel.at([...tap, channel, output % multiplier]),
        ]),
    );
  });
}

/** The values of each window, reduced to one, channel by channel. */
export function pool(
  x: NdArray,
  windowSize: number[],
  strides: number[],
  padding: Padding,
  f: (values: Scalar[]) => Scalar,
): NdArray {
  const windows = windowsOver(x.shape.slice(1, -1), windowSize, strides, padding);
  return NdArray.from([x.shape[0]!, ...windows.outputSize, x.shape.at(-1)!], ([sample, ...place]) => {
    const channel = place.pop()!;
    return f(windows.cellsOf(place).map(({ input }) => x.at([sample!, ...input, channel])));
  });
}

function dotOf(pairs: readonly [Scalar, Scalar][]): Scalar {
  if (pairs.length === 0) return constant(0);
  return dot(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
}
