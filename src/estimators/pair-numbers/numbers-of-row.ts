import type { SampleMatrix } from '../samples/samples';

/** A number of two points: ‖x − y‖² or xᵀy. */
export type PairNumber = 'squaredDistance' | 'innerProduct';

/**
 * Computes the numbers that a kernel depends on, of one row and some others: four at a time, as each addition has to wait for
 * the one before it.
 *
 * @param numbers - where they go, from its start on
 * @param of - squared distances, from the differences, or inner products
 * @param x - rows
 * @param row - of x
 * @param y - rows of as many features
 * @param start - the first of y
 * @param end - behind the last of y
 */
export function numbersOfRow(
  numbers: Float64Array,
  of: PairNumber,
  x: SampleMatrix,
  row: number,
  y: SampleMatrix,
  start: number,
  end: number,
): void {
  const fill = of === 'squaredDistance' ? squaredDistances : innerProducts;
  const { dimension } = x;
  const own = x.values.subarray(row * dimension, (row + 1) * dimension);
  let column = start;
  for (; column + 3 < end; column += 4) fill(numbers, column - start, own, y.values, column * dimension);
  if (column === end) return;
  // The last few, with zeros behind them.
  const last = new Float64Array(4 * dimension);
  last.set(y.values.subarray(column * dimension, end * dimension));
  const rest = new Float64Array(4);
  fill(rest, 0, own, last, 0);
  for (let place = column; place < end; place++) numbers[place - start] = rest[place - column]!;
}

function squaredDistances(
  numbers: Float64Array,
  place: number,
  own: Float64Array,
  others: Float64Array,
  offset: number,
): void {
  const { length } = own;
  const [second, third, fourth] = [offset + length, offset + 2 * length, offset + 3 * length];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let axis = 0; axis < length; axis++) {
    const value = own[axis]!;
    const toA = value - others[offset + axis]!;
    const toB = value - others[second + axis]!;
    const toC = value - others[third + axis]!;
    const toD = value - others[fourth + axis]!;
    a += toA * toA;
    b += toB * toB;
    c += toC * toC;
    d += toD * toD;
  }
  numbers[place] = a;
  numbers[place + 1] = b;
  numbers[place + 2] = c;
  numbers[place + 3] = d;
}

function innerProducts(
  numbers: Float64Array,
  place: number,
  own: Float64Array,
  others: Float64Array,
  offset: number,
): void {
  const { length } = own;
  const [second, third, fourth] = [offset + length, offset + 2 * length, offset + 3 * length];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let axis = 0; axis < length; axis++) {
    const value = own[axis]!;
    a += value * others[offset + axis]!;
    b += value * others[second + axis]!;
    c += value * others[third + axis]!;
    d += value * others[fourth + axis]!;
  }
  numbers[place] = a;
  numbers[place + 1] = b;
  numbers[place + 2] = c;
  numbers[place + 3] = d;
}
