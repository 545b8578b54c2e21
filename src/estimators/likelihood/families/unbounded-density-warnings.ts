import type { Pauses } from '../../../scheduling';
import { copyCount, firstEquals } from '../../samples/first-equals';
import { independentCoordinates } from '../../samples/independent-coordinates';
import type { SampleMatrix } from '../../samples/samples';

/** Share of copies from which on a family that can narrow onto single points does so. */
const MANY_COPIES = 0.01;

/**
 * Warns of samples under which no density of a flexible family is the best: one that narrows onto points that repeat, or onto a
 * plane that all lie in, is ever more likely.
 *
 * @param argument - the samples' name
 * @param samples - what is fitted to
 * @param pauses - for so long a look
 * @returns the warnings, without numbers, so that those of several folds are one
 */
export async function unboundedDensityWarnings(
  argument: string,
  samples: SampleMatrix,
  pauses: Pauses,
): Promise<string[]> {
  const warnings: string[] = [];
  if (copyCount(await firstEquals(samples, pauses)) > MANY_COPIES * samples.count) {
    warnings.push(
      `Many samples${argument === 'samples' ? '' : ` of ${argument}`} are copies of others: a density that narrows onto them is ever more likely, so the fit, its likelihood and divergences from it mean little. Pass each once; add noise as wide as the rounding of rounded numbers; take categoricalFamily for counts and labels.`,
    );
  }
  const independent = await independentCoordinates(samples, pauses);
  if (independent.length < samples.dimension) {
    const axis = Array.from({ length: samples.dimension }, (_, each) => each).find(
      (each) => !independent.includes(each),
    );
    warnings.push(
      `Coordinate ${axis} of the ${argument} is a linear combination of those before it: a density that narrows onto that plane is ever more likely. Leave the coordinate out.`,
    );
  }
  return warnings;
}
