import { fewSamplesForInterval } from '../../estimators/parts';
import type { MomentSums } from './moment-sums';

/** Rows for each feature below which a covariance's noise is a good part of a Fréchet distance. */
const ENOUGH = 10;

/**
 * Warnings of what a Fréchet distance rests on.
 *
 * @param first - moments of one side
 * @param second - and of the other
 * @param fewest - how many rows the smallest covariance is of
 * @returns plain sentences, none where all is well
 */
export function momentWarnings(first: MomentSums, second: MomentSums, fewest: number): string[] {
  const dimension = first.mean.length;
  const warnings = fewSamplesForInterval({ p: first.count, q: second.count });
  if (fewest < ENOUGH * dimension) {
    warnings.push(
      `Only ${fewest} samples for ${dimension} features: the distance lies above the truth by a good part of itself. Draw ${ENOUGH * dimension} or more, or compare only with what has as many.`,
    );
  }
  if ([first, second].some(({ kept }) => kept.values().length === 0)) {
    warnings.push(
      'One side came as moments without rows: the standard error takes its features for Gaussian, and may be too small.',
    );
  }
  return warnings;
}

/** Rows for each feature below which a distance isn't linear in 1/n. */
const ENOUGH_FOR_LINE = 2;

/** Warnings of what an extrapolated one rests on. */
export function extrapolationWarnings(
  first: MomentSums,
  second: MomentSums,
  levels: number,
  both: boolean,
): string[] {
  const dimension = first.mean.length;
  const fewest = Math.floor((both ? Math.min(first.count, second.count) : second.count) / levels);
  const warnings = fewSamplesForInterval({ p: first.count, q: second.count });
  if (fewest < ENOUGH_FOR_LINE * dimension) {
    warnings.push(
      `The smallest parts have ${fewest} samples for ${dimension} features: the distance isn't linear in 1/n there, and the extrapolation is rough. Draw ${ENOUGH_FOR_LINE * levels * dimension} or more, or take fewer levels.`,
    );
  }
  return warnings;
}
