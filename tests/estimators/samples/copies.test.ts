import { describe, expect, it } from 'vitest';
import { sidesCopies } from '../../../src/estimators/samples/copies';
import { createRandom, type Random } from '../../../src/random';
import { createPauses } from '../../../src/scheduling';

const pauses = createPauses();
const draw = (count: number, dimension: number, number: () => number) => ({
  values: Float64Array.from({ length: count * dimension }, number),
  count,
  dimension,
});
const coins = (dimension: number) => (count: number, random: Random) =>
  draw(count, dimension, () => random.integer(2));
const rounded = (dimension: number, step: number) => (count: number, random: Random) =>
  draw(count, dimension, () => step * Math.round(random.normal() / step));
const isCopy = (firsts: Int32Array) => firsts.map((first, sample) => Number(first !== sample));

describe('sidesCopies', () => {
  it('finds those that one side alone repeats', async () => {
    const random = createRandom(1);
    const p = draw(60, 2, () => random.normal());
    p.values.copyWithin(80, 0, 40); // the last 20 are the first 20
    const q = draw(50, 2, () => random.normal());
    const copies = await sidesCopies({ p, q }, pauses);
    const expected = Array.from({ length: 60 }, (_, sample) => (sample < 40 ? sample : sample - 40));
    expect(Array.from(copies.p)).toEqual(expected);
    expect(Array.from(copies.q)).toEqual(Array.from({ length: 50 }, (_, sample) => sample));
    const turned = await sidesCopies({ p: q, q: p }, pauses);
    expect(turned).toEqual({ p: copies.q, q: copies.p });
  });

  it.each([
    ['normal numbers to one digit', 400, rounded(1, 0.1)],
    ['pairs of them', 400, rounded(2, 0.1)],
    ['triples, rounder', 60, rounded(3, 0.3)],
    ['numbers of 8 bits', 1000, rounded(1, 1 / 64)],
    ['ten coins', 400, coins(10)],
    ['fifteen coins', 200, coins(15)],
  ])('finds none in two draws of %s, which repeat by chance', async (_, count, sample) => {
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = createRandom(seed);
      const { p, q } = await sidesCopies({ p: sample(count, random), q: sample(count, random) }, pauses);
      if (isCopy(p).includes(1) || isCopy(q).includes(1)) found++;
    }
    // Two standard deviations on one side: 2.3 % of 200 are 4.6, with a standard deviation of 2.1.
    expect(found).toBeLessThan(4.6 + 4 * 2.1);
  });
});
