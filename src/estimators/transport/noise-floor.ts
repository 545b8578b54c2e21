import type { Random } from '../../random';
import type { Pauses } from '../../scheduling';
import { drawSamples } from '../samples/draw-samples';
import type { SampleMatrix } from '../samples/samples';

/**
 * Estimates how far two sets of samples of one distribution lie apart: the distance between two random halves of p or of q,
 * whichever is larger. A distance between p and q of that size says nothing. It errs to the large side, as halves are smaller
 * samples.
 *
 * @param p - samples, at least 2
 * @param q - samples, at least 2
 * @param random - draws the halves
 * @param pauses - taken now and then
 * @param distance - the distance between two samples of one size
 * @returns the larger distance
 */
export async function noiseFloor(
  p: SampleMatrix,
  q: SampleMatrix,
  random: Random,
  pauses: Pauses,
  distance: (first: SampleMatrix, second: SampleMatrix) => Promise<number>,
): Promise<number> {
  const ofP = await distance(...(await randomHalves(p, random, pauses)));
  const ofQ = await distance(...(await randomHalves(q, random, pauses)));
  return Math.max(ofP, ofQ);
}

/**
 * Warns of a distance near the noise floor. The floor comes from halves, whose noise is about √2 times larger: so a
 * distance above it may well be told from noise, though its interval is rough.
 *
 * @param value - the distance
 * @param floor - the noise floor
 * @returns the warning, or none
 */
export function noiseFloorWarnings(value: number, floor: number): string[] {
  if (value > 2 * floor) return [];
  const apart = `Two halves of one sample already lie ${floor.toPrecision(3)} apart`;
  if (value > floor) {
    return [
      `${apart}, more than half of the estimate: it is near the sampling noise, and the interval is rough. Draw more samples.`,
    ];
  }
  return [
    `${apart}: the estimate isn't told from sampling noise, and the interval, which is for distributions that differ, doesn't hold. Draw more samples.`,
  ];
}

async function randomHalves(
  samples: SampleMatrix,
  random: Random,
  pauses: Pauses,
): Promise<[SampleMatrix, SampleMatrix]> {
  const { dimension } = samples;
  const size = samples.count >>> 1;
  const { values } = await drawSamples(samples, 2 * size, random, pauses);
  const half = (from: number) => ({
    values: values.subarray(from * dimension, (from + size) * dimension),
    count: size,
    dimension,
  });
  return [half(0), half(size)];
}
