import { compensatedSum } from '../../math';

/** The mean of some terms; infinite or NaN where one is. */
export function meanOfTerms(terms: Float64Array): number {
  return compensatedSum(terms.length, (index) => terms[index]!) / terms.length;
}
