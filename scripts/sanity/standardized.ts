import type { FlatSamples } from 'gan-core/estimators';
import type { Pair } from './check';

/** The samples with the real ones' mean 0 and deviation 1 along each axis, as the paper scales all that it measures. */
export function standardized({ real, generated, equal }: Pair): Pair {
  const { values, dimension } = real;
  const count = values.length / dimension;
  const means = new Float64Array(dimension);
  const deviations = new Float64Array(dimension);
  for (let at = 0; at < values.length; at++) means[at % dimension]! += values[at]! / count;
  for (let at = 0; at < values.length; at++)
    deviations[at % dimension]! += (values[at]! - means[at % dimension]!) ** 2 / count;
  const scaled = ({ values: numbers }: FlatSamples): FlatSamples => ({
    values: Float64Array.from(numbers, (value, at) => {
      const axis = at % dimension;
      return (value - means[axis]!) / (Math.sqrt(deviations[axis]!) || 1);
    }),
    dimension,
  });
  return {
    real: scaled(real),
    generated: scaled(generated),
    ...(equal && { equal: scaled(equal) }),
  };
}
