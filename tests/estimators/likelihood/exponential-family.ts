import type { DensityFamily } from 'gan-core/estimators';

/** A user's own family: exponential distributions by their mean. */
export const exponential: DensityFamily<number> = {
  name: 'exponential',
  fit({ values }) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      parameters: mean,
      logDensity: ({ 0: x }) => (x! >= 0 ? -x! / mean - Math.log(mean) : -Infinity),
      draw: (random) => [-mean * Math.log(1 - random.next())],
    };
  },
};
