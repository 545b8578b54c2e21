/**
 * log Σ exp(terms[i]), with the largest term taken out first: finite for finite terms of any size.
 *
 * @param terms - numbers, or −∞ for what adds nothing
 * @returns the logarithm of the sum; −∞ where all are
 */
export function logSumExp(terms: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let index = 0; index < terms.length; index++) if (terms[index]! > largest) largest = terms[index]!;
  // −Infinity less itself would be NaN below.
  if (largest === -Infinity) return largest;
  let sum = 0;
  for (let index = 0; index < terms.length; index++) sum += Math.exp(terms[index]! - largest);
  return largest + Math.log(sum);
}
