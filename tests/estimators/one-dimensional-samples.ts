import { createRandom } from '../../src/random';

export const normal = (count: number, mean: number, seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => mean + random.normal());
};
export const points = (list: readonly number[]) => list.map((value) => [value]);
