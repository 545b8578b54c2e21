/**
 * Warns of samples that the estimate leaves out, since the distance to their k-th neighbor is 0.
 *
 * @param leftOut - how many
 * @param neighbors - k
 * @param samples - what they are called
 * @param densities - what the estimator takes samples of
 * @returns the warning, or none
 */
export function leftOutWarnings(
  leftOut: number,
  neighbors: number,
  samples: string,
  densities: string,
): string[] {
  if (leftOut === 0) return [];
  return [
    `${leftOut} ${samples} were left out, as their neighbor ${neighbors} is a copy of them: the estimator is for samples of ${densities}, drawn independently.`,
  ];
}
