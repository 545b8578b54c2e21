import type { FlatSamples } from 'gan-core/estimators';
import { createRandom } from '../../../src/random';

/** `count` draws of a normal distribution with independent coordinates. */
export function drawNormal(
  count: number,
  means: readonly number[],
  deviations: readonly number[],
  seed: number,
): FlatSamples {
  const random = createRandom(seed);
  const dimension = means.length;
  const values = Float64Array.from({ length: count * dimension }, (_, index) => {
    const axis = index % dimension;
    return means[axis]! + deviations[axis]! * random.normal();
  });
  return { values, dimension };
}

/** `count` draws of the outcomes 0, 1, … with these probabilities. */
export function drawOutcomes(count: number, probabilities: readonly number[], seed: number): FlatSamples {
  const random = createRandom(seed);
  const values = Array.from({ length: count }, () => {
    let left = random.next();
    const drawn = probabilities.findIndex((probability) => {
      left -= probability;
      return left < 0;
    });
    return drawn < 0 ? probabilities.length - 1 : drawn;
  });
  return { values, dimension: 1 };
}

/** `count` draws of a mixture of round Gaussians. */
export function drawMixture(
  count: number,
  weights: readonly number[],
  means: readonly (readonly number[])[],
  deviations: readonly number[],
  seed: number,
): FlatSamples {
  const { values: components } = drawOutcomes(count, weights, seed);
  const random = createRandom(seed + 1);
  const dimension = means[0]!.length;
  const values = Float64Array.from({ length: count * dimension }, (_, index) => {
    const component = components[Math.floor(index / dimension)]!;
    return means[component]![index % dimension]! + deviations[component]! * random.normal();
  });
  return { values, dimension };
}
