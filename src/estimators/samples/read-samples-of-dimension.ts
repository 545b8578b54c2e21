import { ArgumentError } from '../../errors';
import { readSamples, type SampleMatrix, type Samples } from './samples';

/**
 * Reads samples at which a fitted function is asked for.
 *
 * @param samples - at least one
 * @param dimension - of the samples that it was fitted on
 * @throws ArgumentError naming `samples` if they can't be used
 */
export async function readSamplesOfDimension(samples: Samples, dimension: number): Promise<SampleMatrix> {
  const matrix = await readSamples('samples', samples, 1);
  if (matrix.dimension === dimension) return matrix;
  throw new ArgumentError(
    'samples',
    `has points of ${matrix.dimension} dimensions; expected ${dimension}, as the samples that this was fitted on.`,
  );
}
