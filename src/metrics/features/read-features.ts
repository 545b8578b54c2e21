import { ArgumentError } from '../../errors';
import { checkMagnitude, type SampleMatrix } from '../../estimators/parts';
import { inBlocks, type Pauses } from '../../scheduling';
import { featureBlocks } from './feature-blocks';
import type { Features } from './features';

/**
 * Reads features whole, in float64: 8 bytes a value, and twice that while blocks are joined.
 *
 * @param argument - their name
 * @param features - what came
 * @param minimum - how many rows the metric needs at least
 * @param pauses - taken now and then; their signal ends the wait for a block
 * @returns all rows, a copy
 * @throws ArgumentError naming `argument` if they aren't features, are too few, differ in dimension, or hold a value that
 * isn't finite, or is so large or small that its powers overflow or vanish
 */
export async function readFeatures(
  argument: string,
  features: Features,
  minimum: number,
  pauses: Pauses,
): Promise<SampleMatrix> {
  const blocks: SampleMatrix[] = [];
  for await (const block of featureBlocks(argument, features, pauses)) blocks.push(block);
  const joined = await join(blocks, pauses);
  if (joined.count < minimum) throw tooFew(argument, joined.count, minimum);
  await checkMagnitude(argument, joined, pauses);
  return joined;
}

/** Reads two sets of features of one space, the first one first: as {@link readFeatures} reads each. */
export async function readFeaturePair(
  names: readonly [string, string],
  first: Features,
  second: Features,
  minimum: number,
  pauses: Pauses,
): Promise<readonly [SampleMatrix, SampleMatrix]> {
  const read = [
    await readFeatures(names[0], first, minimum, pauses),
    await readFeatures(names[1], second, minimum, pauses),
  ] as const;
  checkSameDimension(names, read[0].dimension, read[1].dimension);
  return read;
}

/** Refuses two sets of features of different spaces. */
export function checkSameDimension(names: readonly [string, string], first: number, second: number): void {
  if (first === second) return;
  throw new ArgumentError(
    names[1],
    `has rows of ${second} values where ${names[0]} has ${first}; expected as many. Pass features of one layer.`,
  );
}

/** The error of too few rows. */
export function tooFew(argument: string, count: number, minimum: number): ArgumentError {
  const rows = count === 1 ? 'row' : 'rows';
  return new ArgumentError(
    argument,
    `has ${count} ${rows} of features; expected at least ${minimum}. Draw more samples.`,
  );
}

async function join(blocks: readonly SampleMatrix[], pauses: Pauses): Promise<SampleMatrix> {
  const [first] = blocks;
  if (!first) return { values: new Float64Array(0), count: 0, dimension: 1 };
  if (blocks.length === 1) return first;
  const values = new Float64Array(blocks.reduce((sum, block) => sum + block.values.length, 0));
  let end = 0;
  for (const block of blocks) {
    const start = end;
    await inBlocks(block.values.length, 1, pauses, (from, to) => {
      values.set(block.values.subarray(from, to), start + from);
    });
    end += block.values.length;
  }
  return { values, count: end / first.dimension, dimension: first.dimension };
}
