import { neumaierSum } from '../../math';

/** The mean of some terms; infinite or NaN where one is. */
export function meanOfTerms(terms: Float64Array): number {
  return neumaierSum(terms.length, (index) => terms[index]!) / terms.length;
}
