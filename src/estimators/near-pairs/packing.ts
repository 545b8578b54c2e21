import type { Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { type CoarseMap, chooseCoarseMap } from './coarse-map';

/** A coarse map of points to small whole numbers, of which several fit into one float64. */
export interface Packing extends CoarseMap {
  /** Number of whole numbers in one float64. */
  readonly lanes: number;
  /** Factor of the next number of the same float64. */
  readonly base: number;
}

/**
 * Numbers by how many share a float64. A product of two points, less half of the square of one, is below base/2 if their
 * lengths are at most `most`, as 1.5·most² is, and then stays in a lane of its own; all lanes together stay below 2⁵³, up to
 * where whole numbers are exact.
 */
const LANES = [
  { lanes: 3, base: 2 ** 18, most: 295 },
  { lanes: 2, base: 2 ** 26, most: 4720 },
] as const;
/** Dimensions up to which the coarse numbers of three lanes tell near from far. */
const MOST_FOR_THREE = 128;

/** Chooses a packing for two sets of points. */
export async function choosePacking(a: SampleMatrix, b: SampleMatrix, pauses: Pauses): Promise<Packing> {
  const { lanes, base, most } = LANES[a.dimension <= MOST_FOR_THREE ? 0 : 1];
  return { ...(await chooseCoarseMap(a, b, most, pauses)), lanes, base };
}
