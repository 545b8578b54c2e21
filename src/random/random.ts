import { ArgumentError, checkWholeNumber, describeValue } from '../errors';
import { checkSeed } from './check-seed';

/** A seeded stream of random numbers: the same seed gives the same numbers on every machine and backend. */
export interface Random {
  /** The next uniform number in [0, 1), with 32 random bits. */
  next(): number;
  /** The next draw from the standard normal distribution. */
  normal(): number;
  /**
   * The next whole number in [0, bound).
   *
   * @throws ArgumentError for a bound that isn't a whole number above 0
   */
  integer(bound: number): number;
  /** A new stream that doesn't overlap this one in practice; it takes one draw from this one. */
  fork(): Random;
  /** The state: pass it to `restore` to continue from here. */
  save(): RandomState;
  /**
   * Goes on from a saved state.
   *
   * @throws ArgumentError for what no stream saved
   */
  restore(state: RandomState): void;
}

/** A stream's state, as plain JSON. */
export interface RandomState {
  /** The four 32-bit words of the generator. */
  readonly words: readonly [number, number, number, number];
  /** The normal draw that is left over from the last pair, or null. */
  readonly spareNormal: number | null;
}

/**
 * Makes a stream from a seed: xoshiro128**, its state filled by splitmix32; normals by Marsaglia's polar method.
 *
 * Source: Blackman & Vigna 2018, "Scrambled Linear Pseudorandom Number Generators"; Marsaglia & Bray 1964, "A Convenient
 * Method for Generating Normal Variables".
 *
 * @param seed - a whole number from 0 to 2⁵³ − 1; its low and high halves both count
 * @returns the stream
 * @throws ArgumentError if the seed isn't such a number
 *
 * @example
 * ```ts
 * import { createRandom } from 'gan-core/distributions';
 * const random = createRandom(1);
 * const state = random.save();
 * const first = random.next();
 * random.restore(state);
 * console.log(random.next() === first, createRandom(1).next() === first); // → true true
 * ```
 */
export function createRandom(seed: number): Random {
  checkSeed(seed);
  return new Xoshiro128(seedWords(seed));
}

/**
 * Four well-mixed words from a seed, as the authors of xoshiro advise: those of its low half and, where there is one, of its
 * high half, joined so that no two seeds share a state. The first word tells the low half, and the second one then the high
 * half, as each of splitmix32's words is a permutation of its seeds (and not 0 for a high half, which has 21 bits).
 */
function seedWords(seed: number): [number, number, number, number] {
  const low = splitmix32(seed >>> 0);
  if (seed < 2 ** 32) return low;
  const high = splitmix32(Math.floor(seed / 2 ** 32));
  return [low[0], (low[1] ^ high[0]) >>> 0, (low[2] ^ high[1]) >>> 0, (low[3] ^ high[2]) >>> 0];
}

/** The first four words of splitmix32. */
function splitmix32(seed: number): [number, number, number, number] {
  let state = seed;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return [next(), next(), next(), next()];
}

class Xoshiro128 implements Random {
  /** A typed array: as plain numbers the words would be converted from float64 and back at every step. */
  private readonly words: Int32Array;
  private hasSpareNormal = false;
  /** A number always: where it may be null as well, each draw would allocate it anew. */
  private spareNormal = 0.5;

  constructor(words: RandomState['words']) {
    this.words = Int32Array.from(words);
  }

  /** One step of xoshiro128**: 32 random bits. */
  private bits(): number {
    const words = this.words;
    const first = words[0]!;
    const second = words[1]!;
    const third = words[2]!;
    const fourth = words[3]!;
    const scrambled = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
    const c = third ^ first;
    const d = fourth ^ second;
    words[0] = first ^ d;
    words[1] = second ^ c;
    words[2] = c ^ (second << 9);
    words[3] = rotateLeft(d, 11);
    return scrambled;
  }

  next(): number {
    return this.bits() / 2 ** 32;
  }

  normal(): number {
    if (this.hasSpareNormal) {
      this.hasSpareNormal = false;
      return this.spareNormal;
    }
    let x: number;
    let y: number;
    let squared: number;
    do {
      x = 2 * this.next() - 1;
      y = 2 * this.next() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared === 0);
    const scale = Math.sqrt((-2 * Math.log(squared)) / squared);
    this.spareNormal = y * scale;
    this.hasSpareNormal = true;
    return x * scale;
  }

  integer(bound: number): number {
    checkWholeNumber('bound', bound, 1);
    return Math.floor(this.next() * bound);
  }

  fork(): Random {
    return new Xoshiro128(seedWords(this.bits()));
  }

  save(): RandomState {
    const [first, second, third, fourth] = this.words as unknown as RandomState['words'];
    return {
      words: [first, second, third, fourth],
      spareNormal: this.hasSpareNormal ? this.spareNormal : null,
    };
  }

  restore(state: RandomState): void {
    const { words, spareNormal } = (state ?? {}) as Partial<RandomState>;
    const isSaved = Array.isArray(words) && words.length === 4 && words.every(isWord);
    if (!isSaved || !(spareNormal === null || Number.isFinite(spareNormal)))
      throw new ArgumentError('state', `got ${describeValue(state)}; expected what save() gave.`);
    this.words.set(words);
    this.hasSpareNormal = spareNormal !== null;
    if (spareNormal !== null) this.spareNormal = spareNormal as number;
  }
}

/** Whether it is a whole number of 32 bits, signed or not. */
function isWord(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 32;
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
