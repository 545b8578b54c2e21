/** Numbers of a tensor in wasm's memory, of any type. */
export type Numbers = Float32Array | Int32Array | Uint8Array;

/** Numbers from which on copying them at once is faster than one by one. */
const COPIED_AT_ONCE = 16;

/** Copies numbers that lie side by side. */
export function copyRun(from: Numbers, start: number, to: Numbers, at: number, length: number): void {
  if (length >= COPIED_AT_ONCE) to.set(from.subarray(start, start + length), at);
  else for (let index = 0; index < length; index++) to[at + index] = from[start + index]!;
}

/** The step along each axis of a whole tensor. */
export function stepsOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((step, size) => step * size, 1));
}

/**
 * Copies a box of numbers to another that lies otherwise, by the longest runs that lie side by side in both.
 *
 * @param shape - of the box
 * @param from - where the numbers are
 * @param start - the first of them
 * @param fromSteps - from one to the next along each axis
 * @param to - where they go
 * @param at - the first place
 * @param toSteps - along each axis
 */
export function copyBox(
  shape: readonly number[],
  from: Numbers,
  start: number,
  fromSteps: readonly number[],
  to: Numbers,
  at: number,
  toSteps: readonly number[],
): void {
  let axes = shape.length;
  let run = 1;
  for (; axes > 0; axes--) {
    const size = shape[axes - 1]!;
    if (size !== 1 && (fromSteps[axes - 1] !== run || toSteps[axes - 1] !== run)) break;
    run *= size;
  }
  const copyAlong = (axis: number, source: number, target: number): void => {
    if (axis === axes) copyRun(from, source, to, target, run);
    else
      for (let index = 0; index < shape[axis]!; index++)
        copyAlong(axis + 1, source + index * fromSteps[axis]!, target + index * toSteps[axis]!);
  };
  copyAlong(0, start, at);
}
