import { ArgumentError, checkMembers, describeValue } from '../../errors';
import { orAborted } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import type { DensityFamily, DensityFit, FitContext } from './density-family';

/** Refuses what isn't a family. */
export function checkFamily(argument: string, family: unknown): void {
  checkMembers(argument, family, {
    expected: 'a family of densities, such as gaussianFamily() or { name, fit }',
    functions: ['fit'],
    maybe: ['plugInKl'],
    strings: ['name'],
  });
}

/**
 * Fits a family, which may be a user's own, and looks at what it gives.
 *
 * @param family - a checked one
 * @param samples - what it is fitted to
 * @param context - as the family gets it
 * @returns the fit
 * @throws ArgumentError naming `family.fit` where that gives no fit; the signal's reason, once it is aborted
 */
export async function fitFamily<Parameters>(
  family: DensityFamily<Parameters>,
  samples: SampleMatrix,
  context: FitContext<Parameters>,
): Promise<DensityFit<Parameters>> {
  const fit = await orAborted(family.fit(samples, context), context.pauses);
  checkMembers('family.fit', fit, {
    expected: 'a fit, { parameters, logDensity }',
    functions: ['logDensity'],
    maybe: ['logDensities', 'draw'],
  });
  const { warnings } = fit;
  if (warnings !== undefined && !Array.isArray(warnings))
    throw new ArgumentError('family.fit', `gave ${describeValue(warnings)} as warnings; expected an array.`);
  return fit;
}
