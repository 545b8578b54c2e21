import { createRandom } from 'gan-core/distributions';

/** A picture of a round: which of the real ones, or of the generated ones. */
export interface RoundPicture {
  readonly isReal: boolean;
  readonly index: number;
}

/**
 * Draws a round: half of the pictures real, half generated, none twice, in random order.
 *
 * @param seed - fixes it
 * @param count - pictures in all, an even number
 * @param real - real pictures there are, at least half of the count
 * @param generated - generated pictures there are, at least half of the count
 */
export function drawRound(seed: number, count: number, real: number, generated: number): RoundPicture[] {
  const random = createRandom(seed);
  const shuffled = <Item>(items: Item[]): Item[] => {
    for (let last = items.length - 1; last > 0; last--) {
      const other = random.integer(last + 1);
      [items[last], items[other]] = [items[other]!, items[last]!];
    }
    return items;
  };
  const some = (isReal: boolean, of: number) =>
    shuffled(Array.from({ length: of }, (_, index) => ({ isReal, index }))).slice(0, count / 2);
  return shuffled([...some(true, real), ...some(false, generated)]);
}
