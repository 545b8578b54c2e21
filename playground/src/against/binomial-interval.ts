/**
 * The exact interval of a probability by successes in independent trials (Clopper & Pearson 1934): the probabilities p for which neither
 * so many successes or more, nor so many or fewer, have a chance below (1 − confidence)/2. It covers p at least as often as it says, for
 * any number of trials.
 *
 * @param successes - from 0 to `trials`
 * @param trials - 1 or more
 * @param confidence - in (0, 1)
 */
export function binomialInterval(
  successes: number,
  trials: number,
  confidence: number,
): readonly [lower: number, upper: number] {
  const tail = (1 - confidence) / 2;
  // The chance of so many or more rises with p; that of so many or fewer falls.
  const lower = successes === 0 ? 0 : crossing((p) => atLeast(successes, trials, p) < tail);
  const upper = successes === trials ? 1 : crossing((p) => 1 - atLeast(successes + 1, trials, p) > tail);
  return [lower, upper];
}

/** Where a statement that is true at small probabilities becomes false, to float64's last bits. */
function crossing(isBelow: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at least so many successes. */
function atLeast(successes: number, trials: number, p: number): number {
  if (p <= 0) return successes <= 0 ? 1 : 0;
  if (p >= 1) return 1;
  let logChoose = 0;
  let sum = 0;
  for (let count = 0; count <= trials; count++) {
    if (count > 0) logChoose += Math.log(trials - count + 1) - Math.log(count);
    if (count >= successes)
      sum += Math.exp(logChoose + count * Math.log(p) + (trials - count) * Math.log1p(-p));
  }
  return sum;
}
