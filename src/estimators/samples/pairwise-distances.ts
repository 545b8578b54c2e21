/**
 * ‖x − y‖² for a point x that starts at `a[aOffset]` and a point y at `b[bOffset]`: from the differences, as
 * ‖x‖² + ‖y‖² − 2xᵀy loses the digits of points that lie close together.
 */
export function squaredDistance(
  a: Float64Array,
  aOffset: number,
  b: Float64Array,
  bOffset: number,
  dimension: number,
): number {
  let even = 0;
  let odd = 0;
  let axis = 0;
  // Two sums, as an addition has to wait for the one before it.
  for (; axis + 1 < dimension; axis += 2) {
    const first = a[aOffset + axis]! - b[bOffset + axis]!;
    const second = a[aOffset + axis + 1]! - b[bOffset + axis + 1]!;
    even += first * first;
    odd += second * second;
  }
  if (axis < dimension) {
    const last = a[aOffset + axis]! - b[bOffset + axis]!;
    even += last * last;
  }
  return even + odd;
}

/** xᵀy for a point x that starts at `a[aOffset]` and a point y at `b[bOffset]`. */
export function innerProduct(
  a: Float64Array,
  aOffset: number,
  b: Float64Array,
  bOffset: number,
  dimension: number,
): number {
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) sum += a[aOffset + axis]! * b[bOffset + axis]!;
  return sum;
}
