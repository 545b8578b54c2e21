import { createRandom } from 'gan-core/distributions';
import { describe, expect, it } from 'vitest';

describe('createRandom', () => {
  it("gives the numbers of Blackman and Vigna's C program for xoshiro128**", () => {
    // From xoshiro128starstar.c, compiled and run with the state { 1, 2, 3, 4 }.
    const random = createRandom(0);
    random.restore({ words: [1, 2, 3, 4], spareNormal: null });
    const bits = Array.from({ length: 12 }, () => random.next() * 2 ** 32);
    expect(bits).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
      337829053, 2142557243,
    ]);
    for (let draw = 0; draw < 100_000; draw++) random.next();
    expect(random.next() * 2 ** 32).toBe(3951560635);
  });

  it('gives the same stream for the same seed, and other streams for other seeds', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    const firsts = [0, 1, 2, 7, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => draw(seed)[0]);
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('gives every seed a state of its own, also beyond 2³²', () => {
    const stateOf = (seed: number) => createRandom(seed).save().words.join();
    // Folded to 32 bits by high · 0x85ebca6b, the seeds of a pair gave one stream.
    for (const [small, large] of [
      [0, 6541789803],
      [5, 6541789806],
    ] as const)
      expect(stateOf(large)).not.toBe(stateOf(small));
    const seeds = new Set<number>();
    for (let k = 0; k < 200_000; k++) {
      seeds.add(k);
      seeds.add(k * 2 ** 32 + ((k * 0x85ebca6b) % 2 ** 32));
      seeds.add((k % 2 ** 21) * 2 ** 32);
      seeds.add(2 ** 53 - 1 - k);
    }
    expect(new Set([...seeds].map(stateOf)).size).toBe(seeds.size);
  });

  it('keeps the streams of the seeds below 2³²', () => {
    // As version 0.1.0 gave them, whose saved runs name a seed.
    const firsts = [0, 5, 2 ** 32 - 1].map((seed) => createRandom(seed).next());
    expect(firsts).toEqual([0.41675133258104324, 0.20724481414072216, 0.9555830040480942]);
  });

  it('draws uniform numbers: 20 equal bins pass a chi-squared test', () => {
    const random = createRandom(1);
    const count = 200_000;
    const bins = new Array<number>(20).fill(0);
    for (let draw = 0; draw < count; draw++) bins[Math.floor(random.next() * 20)]!++;
    const expected = count / 20;
    const chiSquared = bins.reduce((sum, bin) => sum + (bin - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(43.8); // 99.9 % of chi squared with 19 degrees of freedom
  });

  it('draws normal numbers: the largest distance from Φ stays under the Kolmogorov bound', () => {
    const random = createRandom(2);
    const count = 50_000;
    const draws = Float64Array.from({ length: count }, () => random.normal()).sort();
    const distance = draws.reduce((worst, x, index) => {
      const phi = standardNormalCdf(x);
      return Math.max(worst, Math.abs((index + 1) / count - phi), Math.abs(index / count - phi));
    }, 0);
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count)); // the 99.9 % point
    const kurtosis = draws.reduce((sum, x) => sum + x ** 4, 0) / count;
    expect(Math.abs(kurtosis - 3)).toBeLessThan(4 * Math.sqrt(96 / count)); // Var x⁴ = 105 − 9
  });

  it('goes on from a saved state exactly, in the middle of a pair of normals too', () => {
    const random = createRandom(3);
    random.normal();
    const state = JSON.parse(JSON.stringify(random.save()));
    const ahead = [random.normal(), random.next(), random.normal()];
    random.restore(state);
    expect([random.normal(), random.next(), random.normal()]).toEqual(ahead);
  });

  it('forks streams that differ from their parent and from each other', () => {
    const random = createRandom(4);
    const [first, second] = [random.fork(), random.fork()];
    expect(new Set([random.next(), first?.next(), second?.next()]).size).toBe(3);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => createRandom(seed)).toThrow(/^seed: got .* expected a whole number/);
  });
});

/** Φ by the series Σ x^(2k+1) / (1·3·5···(2k+1)), which converges for every x. */
function standardNormalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
