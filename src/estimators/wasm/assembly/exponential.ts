/** Below it eˣ is taken for that of this: a number that float64 still has, and that vanishes beside 1. */
const lowest: f64 = -700;
/** Added to a number of less than 2⁵¹, it leaves the nearest whole number in the low bits. */
const roundingTerm: f64 = 6755399441055744;

/**
 * eˣ in two numbers at a time, for x ≤ 0: x = n·ln 2 + r with |r| ≤ ½ ln 2, and eʳ = 1 + r + r²q(r), where q of degree 8 is fitted for
 * the least of the largest relative errors: 2.9e-16. ln 2 has no second part here, since n·ln 2 is then off by no more than the rounding of x.
 */
export function exponential(x: v128): v128 {
  x = f64x2.pmax(x, f64x2.splat(lowest));
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), f64x2.splat(roundingTerm));
  const n = f64x2.sub(shifted, f64x2.splat(roundingTerm));
  const r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(Math.LN2)));
  const square = f64x2.mul(r, r);
  // The even and the odd powers apart, as an addition has to wait for the one before it.
  let even = f64x2.splat(2.7476784930849723e-7);
  even = f64x2.add(f64x2.mul(even, square), f64x2.splat(2.480193176936216e-5));
  even = f64x2.add(f64x2.mul(even, square), f64x2.splat(0.001388888851615719));
  even = f64x2.add(f64x2.mul(even, square), f64x2.splat(0.04166666666813684));
  even = f64x2.add(f64x2.mul(even, square), f64x2.splat(0.49999999999998324));
  let odd = f64x2.splat(2.7634993989508835e-6);
  odd = f64x2.add(f64x2.mul(odd, square), f64x2.splat(0.00019841185228544332));
  odd = f64x2.add(f64x2.mul(odd, square), f64x2.splat(0.008333333370875863));
  odd = f64x2.add(f64x2.mul(odd, square), f64x2.splat(0.1666666666661154));
  const q = f64x2.add(even, f64x2.mul(odd, r));
  const power = f64x2.add(f64x2.add(f64x2.mul(square, q), r), f64x2.splat(1));
  // Times 2ⁿ: n, which is in the low bits, is added to the exponent.
  return i64x2.add(power, i64x2.shl(shifted, 52));
}

/** eˣ of so many pairs of numbers ≤ 0, in their place. */
export function exponentials(x: usize, pairs: i32): void {
  for (const end = x + ((<usize>pairs) << 4); x < end; x += 16) v128.store(x, exponential(v128.load(x)));
}
