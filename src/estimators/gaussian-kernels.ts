import type { Random } from '../random';
import { shuffledIndices, takeSamples } from './held-out-split';
import type { SampleMatrix } from './samples';

/**
 * The squared distances of samples to centres.
 *
 * @returns one row a sample, one column a centre
 */
export function squaredDistances(samples: SampleMatrix, centres: SampleMatrix): SampleMatrix {
  const { dimension } = samples;
  const distances = new Float64Array(samples.count * centres.count);
  for (let row = 0; row < samples.count; row++) {
    for (let column = 0; column < centres.count; column++) {
      let sum = 0;
      for (let axis = 0; axis < dimension; axis++) {
        const difference =
          samples.values[row * dimension + axis]! - centres.values[column * dimension + axis]!;
        sum += difference * difference;
      }
      distances[row * centres.count + column] = sum;
    }
  }
  return { values: distances, count: samples.count, dimension: centres.count };
}

/** The kernels exp(−d²/(2σ²)) of squared distances d². */
export function gaussianKernels(distances: SampleMatrix, bandwidth: number): SampleMatrix {
  const factor = -1 / (2 * bandwidth * bandwidth);
  return { ...distances, values: distances.values.map((squared) => Math.exp(factor * squared)) };
}

/** Some of the samples, drawn without replacement. */
export function drawCentres(samples: SampleMatrix, count: number, random: Random): SampleMatrix {
  return takeSamples(samples, shuffledIndices(samples.count, random).subarray(0, count));
}

/** The median of the distances that aren't 0, or 1 where all are: the scale that bandwidths are tried around. */
export function medianDistance({ values }: SampleMatrix): number {
  const positive = values.filter((squared) => squared > 0).sort();
  return positive.length === 0 ? 1 : Math.sqrt(positive[positive.length >> 1]!);
}
