import { createRandom } from '../../../src/random';

/** So many that parts are merged, the last of them short; with ties, −0 and infinities. */
export function many(count: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const odd = [-0, 0, Infinity, -Infinity];
  return Float64Array.from({ length: count }, (_, i) =>
    i % 1000 < 4 ? odd[i % 1000]! : Math.round(1e4 * random.normal()) / 1e3,
  );
}
