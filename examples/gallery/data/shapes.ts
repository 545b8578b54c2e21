import { tensor4d } from '@tensorflow/tfjs-core';
import type { Random } from 'gan-core/distributions';
import type { ConditionedSampler } from './labelled-digits';

/** The side of a picture, in pixels. */
export const shapeSize = 16;

/** A disc or a rectangle: how far a pixel lies within it, in pixels; outside it is below 0. */
export type Shape = (x: number, y: number) => number;

/**
 * Made pictures, `[16, 16, 1]` from −1 to 1: a disc or a rectangle that is filled in a gray that grows from the left edge to the
 * right one. The condition is its outline, a picture too.
 */
export function filledShapes(): ConditionedSampler {
  return {
    shape: [shapeSize, shapeSize, 1],
    sample(count, random) {
      const filled: number[] = [];
      const outlines: number[] = [];
      for (let index = 0; index < count; index++) {
        const depthAt = drawShape(random);
        for (let y = 0; y < shapeSize; y++) {
          for (let x = 0; x < shapeSize; x++) {
            const depth = depthAt(x, y);
            filled.push(depth > 0 ? x / shapeSize : -1);
            outlines.push(depth > 0 && depth <= 1 ? 1 : -1);
          }
        }
      }
      const shape: [number, number, number, number] = [count, shapeSize, shapeSize, 1];
      return { real: tensor4d(filled, shape), condition: tensor4d(outlines, shape) };
    },
  };
}

/** A disc or a rectangle of random place and size. */
export function drawShape(random: Random): Shape {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const [centerX, centerY] = [between(6, 9), between(6, 9)];
  const [width, height] = [between(3, 6), between(3, 6)];
  if (random.next() < 0.5) return (x, y) => width - Math.hypot(x - centerX, y - centerY);
  return (x, y) => Math.min(width - Math.abs(x - centerX), height - Math.abs(y - centerY));
}
