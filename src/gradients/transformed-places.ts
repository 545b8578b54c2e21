import {
  add,
  broadcastTo,
  clipByValue,
  div,
  equal,
  floor,
  greater,
  greaterEqual,
  less,
  mul,
  neg,
  onesLike,
  range,
  reshape,
  split,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { Places } from './sampled-places';

/**
 * Computes where tf.image.transform reads: the formulas of its kernels, from the places of the result and the eight numbers
 * of each transform.
 *
 * @param sampled - the result's shape, `[batch, height, width, channels]`
 * @param transforms - `[batch or 1, 8]`
 * @param size - height and width of the images that are read
 * @param fillMode - what stands for the places outside of them
 */
export function transformedPlaces(
  sampled: readonly number[],
  transforms: Tensor,
  size: readonly [height: number, width: number],
  fillMode: string,
): Places {
  const [batch, height, width] = sampled as [number, number, number];
  const [a0, a1, a2, b0, b1, b2, c0, c1] = split(reshape(transforms, [-1, 8, 1, 1]), 8, 1).map((each) =>
    reshape(each, [-1, 1, 1]),
  ) as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const x = reshape(range(0, width), [1, 1, width]);
  const y = reshape(range(0, height), [1, height, 1]);
  const line = (p: Tensor, q: Tensor, r: Tensor) => add(add(mul(p, x), mul(q, y)), r);
  const projection = line(c0, c1, onesLike(c0));
  const isInfinite = equal(projection, 0);
  const divisor = where(isInfinite, 1, projection);
  const place = (numerator: Tensor, length: number) => {
    const mapped = intoImage(div(numerator, divisor), length, fillMode);
    const known = where(isInfinite, -2, mapped);
    return broadcastTo(known, [batch, height, width]);
  };
  return { rows: place(line(b0, b1, b2), size[0]), columns: place(line(a0, a1, a2), size[1]) };
}

/** A place outside of 0 … length − 1 as the place that stands for it. */
function intoImage(place: Tensor, length: number, fillMode: string): Tensor {
  if (fillMode === 'constant') return clipByValue(place, -2, length + 1);
  const moves: Readonly<Record<string, typeof wrapped>> = { reflect: reflected, wrap: wrapped };
  const inside = length > 1 ? moves[fillMode]?.(place, length) : undefined;
  return clipByValue(inside ?? place, 0, length - 1);
}

/** abcd as … dcba|abcd|dcba … */
function reflected(place: Tensor, length: number): Tensor {
  const period = 2 * length;
  const before = add(place, mul(floor(div(neg(place), period)), period));
  const after = sub(place, mul(floor(div(place, period)), period));
  return where(
    less(place, 0),
    where(less(before, -length), add(before, period), sub(-1, before)),
    where(greaterEqual(after, length), sub(period - 1, after), after),
  );
}

/** abcd as … abcd|abcd|abcd … */
function wrapped(place: Tensor, length: number): Tensor {
  const before = add(place, mul(add(floor(div(neg(place), length - 1)), 1), length));
  const after = sub(place, mul(floor(div(place, length - 1)), length));
  return where(less(place, 0), before, where(greater(place, length - 1), after, place));
}
