/** Least sin Ω for which the great circle is taken: as `interpolate` has it. */
const LEAST_SINE = 1e-3;

/** Writes the points at t and t + ε of the path between two latents, in float64. */
export interface PathEnds {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** Place at which both latents begin. */
  readonly start: number;
  readonly length: number;
  readonly isLinear: boolean;
}

/**
 * Computes the point at t of the path between two latents: (1 − t)·a + t·b, or (sin((1 − t)Ω)·a + sin(tΩ)·b)/sin Ω with Ω the angle
 * between them; in float64, as the two points of a pair differ in the digits that float32 has last.
 */
export function writePathPoint(
  { from, to, start, length, isLinear }: PathEnds,
  t: number,
  into: Float32Array,
  at: number,
): void {
  const angle = isLinear ? 0 : angleBetween(from, to, start, length);
  const sine = Math.sin(angle);
  const isCircle = sine > LEAST_SINE;
  const left = isCircle ? Math.sin((1 - t) * angle) / sine : 1 - t;
  const right = isCircle ? Math.sin(t * angle) / sine : t;
  for (let axis = 0; axis < length; axis++)
    into[at + axis] = left * from[start + axis]! + right * to[start + axis]!;
}

/** The angle between two vectors; unlike the arc cosine of their product, right where it is near 0 or π. */
function angleBetween(a: ArrayLike<number>, b: ArrayLike<number>, start: number, length: number): number {
  let [ofA, ofB] = [0, 0];
  for (let axis = start; axis < start + length; axis++) {
    ofA += a[axis]! ** 2;
    ofB += b[axis]! ** 2;
  }
  const [lengthA, lengthB] = [Math.sqrt(ofA) || 1, Math.sqrt(ofB) || 1];
  let [difference, sum] = [0, 0];
  for (let axis = start; axis < start + length; axis++) {
    const [x, y] = [a[axis]! / lengthA, b[axis]! / lengthB];
    difference += (x - y) ** 2;
    sum += (x + y) ** 2;
  }
  return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
}
