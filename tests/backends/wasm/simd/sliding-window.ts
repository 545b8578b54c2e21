/** A filter, or window, that slides along images; each pair is height and width. */
export interface SlidingWindow {
  readonly size: readonly [number, number];
  readonly filter: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly pad: 'same' | 'valid' | number;
}

/** How many places the window has along an axis, and how many cells are padded before the first. */
export function placesAlong(window: SlidingWindow, axis: 0 | 1): { count: number; before: number } {
  const { pad } = window;
  const [size, stride] = [window.size[axis], window.stride[axis]];
  const reach = (window.filter[axis] - 1) * window.dilation[axis] + 1;
  if (pad === 'same') {
    const count = Math.ceil(size / stride);
    return { count, before: Math.floor(Math.max(0, (count - 1) * stride + reach - size) / 2) };
  }
  const before = pad === 'valid' ? 0 : pad;
  return { count: Math.max(0, Math.floor((size + 2 * before - reach) / stride) + 1), before };
}

/** Visits every cell of every window that lies in the image: its row and column there, in the window, and the window's. */
export function eachCell(
  window: SlidingWindow,
  visit: (cell: { y: number; x: number; i: number; j: number; h: number; w: number }) => void,
): void {
  const [rows, columns] = [placesAlong(window, 0), placesAlong(window, 1)];
  for (let h = 0; h < rows.count; h++) {
    for (let w = 0; w < columns.count; w++) {
      for (let i = 0; i < window.filter[0]; i++) {
        for (let j = 0; j < window.filter[1]; j++) {
          const y = h * window.stride[0] + i * window.dilation[0] - rows.before;
          const x = w * window.stride[1] + j * window.dilation[1] - columns.before;
          if (y >= 0 && y < window.size[0] && x >= 0 && x < window.size[1]) visit({ y, x, i, j, h, w });
        }
      }
    }
  }
}

/** A number as padding serves square filters and strides: for others, tfjs counts columns by the height of both. */
const padsOf = ({ filter, stride }: Pick<SlidingWindow, 'filter' | 'stride'>) =>
  filter[0] === filter[1] && stride[0] === stride[1]
    ? (['same', 'valid', 1] as const)
    : (['same', 'valid'] as const);

/** Windows larger and smaller than their strides, square and not, over images of odd sizes. */
export const slidingWindows: readonly SlidingWindow[] = (
  [
    [1, 1],
    [2, 2],
    [3, 2],
    [3, 3],
    [4, 5],
  ] as const
).flatMap((filter) =>
  (
    [
      [1, 1],
      [2, 2],
      [1, 3],
      [5, 4],
    ] as const
  ).flatMap((stride) =>
    padsOf({ filter, stride }).map(
      (pad) => ({ size: [7, 6], filter, stride, dilation: [1, 1], pad }) as const,
    ),
  ),
);

/** The same with gaps in the filter. */
export const dilatedWindows: readonly SlidingWindow[] = (
  [
    [2, 2],
    [1, 3],
    [2, 1],
  ] as const
).flatMap((dilation) =>
  (['same', 'valid'] as const).flatMap((pad) =>
    (
      [
        [2, 2],
        [3, 2],
      ] as const
    ).map((filter) => ({ size: [9, 8], filter, stride: [1, 1], dilation, pad }) as const),
  ),
);
