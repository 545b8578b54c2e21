import { createRandom } from 'gan-core/random';
import { range } from './reference/range';

/** Float32 numbers from a seed: normal, or between 0.5 and 1.5. */
export function randomValues(seed: number): {
  normal(size: number): number[];
  positive(size: number): number[];
} {
  const random = createRandom(seed);
  return {
    normal: (size) => range(size).map(() => Math.fround(random.normal())),
    positive: (size) => range(size).map(() => Math.fround(0.5 + random.next())),
  };
}
