import { createRandom } from 'gan-core/distributions';
import type { FlatSamples } from 'gan-core/estimators';

/** Samples of N(mean, I), flat. */
export function normalSamples(count: number, dimension: number, seed: number, mean = 0): FlatSamples {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: count * dimension }, () => mean + random.normal());
  return { values, dimension };
}
