import { chunksOfPass, jobOf, passChunk, share } from '../../../threads/assembly/share';
import { Job } from './jobs';
import { storePart } from './load-store';

// The state of four generators, one in each lane: xoshiro128** as in src/random/random.ts.
let first = i32x4.splat(0);
let second = i32x4.splat(0);
let third = i32x4.splat(0);
let fourth = i32x4.splat(0);

/**
 * `words` has sixteen: the first ones of the four generators, then their second ones, and so on. Each block of numbers after the
 * first one has generators of its own, their words mixed with its number: so blocks can be drawn in any order.
 */
function seed(words: usize, block: i32): void {
  first = mixed(v128.load(words), block, 0);
  second = mixed(v128.load(words, 16), block, 1);
  third = mixed(v128.load(words, 32), block, 2);
  fourth = mixed(v128.load(words, 48), block, 3);
}

/** MurmurHash3's finalizer of a word and a block's number. */
function mixed(word: v128, block: i32, index: i32): v128 {
  if (block === 0) return word;
  let h = i32x4.add(word, i32x4.splat((4 * block + index) * <i32>0x9e3779b9));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(<i32>0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(<i32>0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** The next 32 random bits of each. */
function bits(): v128 {
  const scrambled = i32x4.mul(rotateLeft(i32x4.mul(second, i32x4.splat(5)), 7), i32x4.splat(9));
  const c = v128.xor(third, first);
  const d = v128.xor(fourth, second);
  first = v128.xor(first, d);
  third = v128.xor(c, i32x4.shl(second, 9));
  second = v128.xor(second, c);
  fourth = rotateLeft(d, 11);
  return scrambled;
}

function rotateLeft(word: v128, by: i32): v128 {
  return v128.or(i32x4.shl(word, by), i32x4.shr_u(word, 32 - by));
}

/** 0 with probability `rate`, else 1/(1 − rate), for `length` numbers. */
export function dropoutMask(y: usize, length: i32, rate: f32, words: usize): void {
  const job = jobOf<DropoutMask>();
  job.y = y;
  job.length = length;
  job.rate = rate;
  job.words = words;
  share<DropoutMask>(Job.DropoutMask, chunksOfPass(length));
}

@unmanaged
export class DropoutMask {
  y: usize;
  length: i32;
  rate: f32;
  words: usize;

  compute(chunk: i32): void {
    seed(this.words, chunk);
    const first = chunk * passChunk;
    const rate = f32x4.splat(this.rate);
    const kept = f32x4.splat(1 / (1 - this.rate));
    let y = this.y + ((<usize>first) << 2);
    let left = (<isize>min(passChunk, this.length - first)) << 2;
    for (; left > 0; y += 16, left -= 16) {
      const uniform = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits(), 8)), f32x4.splat(1.0 / 16777216));
      storePart(y, left, v128.and(f32x4.ge(uniform, rate), kept));
    }
  }
}

/** N(mean, deviation²) for `length` numbers, by Box and Muller's √(−2 ln u)·(cos πv, sin πv) of u in (0, 1], v in [−1, 1]. */
export function normalNoise(y: usize, length: i32, mean: f32, deviation: f32, words: usize): void {
  const job = jobOf<NormalNoise>();
  job.y = y;
  job.length = length;
  job.mean = mean;
  job.deviation = deviation;
  job.words = words;
  share<NormalNoise>(Job.NormalNoise, chunksOfPass(length));
}

@unmanaged
export class NormalNoise {
  y: usize;
  length: i32;
  mean: f32;
  deviation: f32;
  words: usize;

  compute(chunk: i32): void {
    seed(this.words, chunk);
    const first = chunk * passChunk;
    const mean = f32x4.splat(this.mean);
    const deviation = f32x4.splat(this.deviation);
    let y = this.y + ((<usize>first) << 2);
    let left = (<isize>min(passChunk, this.length - first)) << 2;
    for (; left > 0; y += 32, left -= 32) {
      const u = f32x4.mul(
        f32x4.add(f32x4.convert_i32x4_u(bits()), f32x4.splat(1)),
        f32x4.splat(1.0 / 4294967296),
      );
      const radius = f32x4.mul(f32x4.sqrt(f32x4.mul(f32x4.splat(-2), logarithm(u))), deviation);
      const v = f32x4.mul(f32x4.convert_i32x4_s(bits()), f32x4.splat(1.0 / 2147483648));
      const size = f32x4.abs(v);
      const cosine = sineOfHalfTurns(f32x4.sub(f32x4.splat(0.5), size));
      const folded = f32x4.min(size, f32x4.sub(f32x4.splat(1), size));
      const sine = sineOfHalfTurns(v128.bitselect(v, folded, i32x4.splat(0x80000000)));
      storePart(y, left, f32x4.add(f32x4.mul(radius, cosine), mean));
      if (left > 16) storePart(y + 16, left - 16, f32x4.add(f32x4.mul(radius, sine), mean));
    }
  }
}

/** ln x = e·ln 2 + 2 artanh((m − 1)/(m + 1)) for x = m·2ᵉ with m about 1; the series' remainder is below 4e-9. */
function logarithm(x: v128): v128 {
  const rootOfHalf = 0x3f3504f3; // float32's bits
  const e = i32x4.shr_s(i32x4.sub(x, i32x4.splat(rootOfHalf)), 23);
  const m = i32x4.sub(x, i32x4.shl(e, 23));
  const s = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const square = f32x4.mul(s, s);
  let p = f32x4.splat(2.0 / 9);
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.0 / 7));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.0 / 5));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2.0 / 3));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(2));
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(e), f32x4.splat(<f32>Math.LN2)), f32x4.mul(p, s));
}

/** sin πx for |x| ≤ ½, by its Taylor polynomial of degree 13, whose remainder is below 7e-10. */
function sineOfHalfTurns(x: v128): v128 {
  const t = f32x4.mul(x, f32x4.splat(<f32>Math.PI));
  const square = f32x4.mul(t, t);
  let p = f32x4.splat(1.0 / 6227020800);
  p = f32x4.sub(f32x4.mul(p, square), f32x4.splat(1.0 / 39916800));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(1.0 / 362880));
  p = f32x4.sub(f32x4.mul(p, square), f32x4.splat(1.0 / 5040));
  p = f32x4.add(f32x4.mul(p, square), f32x4.splat(1.0 / 120));
  p = f32x4.sub(f32x4.mul(p, square), f32x4.splat(1.0 / 6));
  return f32x4.add(t, f32x4.mul(f32x4.mul(p, square), t));
}
