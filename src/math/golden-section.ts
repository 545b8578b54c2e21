const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** State of a search: the least value lies between `low` and `high`, and f was taken at two points within. */
interface Bracket {
  readonly low: number;
  readonly high: number;
  /** The one of these two where f is lower. */
  readonly best: number;
}

/**
 * Finds where a function is least, if it falls first and rises then: Kiefer's golden section, which narrows the bracket to 0.618 of its
 * length with each step. It yields where the function is to be taken, and is given the value there, so that this may take its time.
 *
 * @param from - the lower end
 * @param to - the upper end
 * @param steps - how many to take
 * @param enough - a value that ends the search before
 * @returns the last bracket
 */
export function* goldenSection(
  from: number,
  to: number,
  steps: number,
  enough = -Infinity,
): Generator<number, Bracket, number> {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let atLeft = yield left;
  let atRight = yield right;
  for (let step = 0; step < steps && atLeft >= enough && atRight >= enough; step++) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = yield left;
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = yield right;
    }
  }
  return { low, high, best: atLeft < atRight ? left : right };
}
