/** A symmetric tridiagonal matrix, and how it was come by. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Entry i lies beside entries i and i + 1 of the diagonal; the last one is 0. */
  readonly beside: Float64Array;
  /** β of the i-th reflection 1 − β·v·vᵀ, v being the first i entries of the matrix's i-th row. */
  readonly factors: Float64Array;
}

/**
 * Reduces a symmetric matrix to a tridiagonal one by Householder's reflections, from the last row up, so that each works on
 * entries that lie side by side.
 *
 * @param matrix - row after row, only up to the diagonal: changed in place, the reflections' vectors are left there
 * @param size - the number of rows
 * @returns the tridiagonal matrix
 */
export function* tridiagonalSteps(matrix: Float64Array, size: number): Generator<void, Tridiagonal> {
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const factors = new Float64Array(size);
  const product = new Float64Array(size);
  for (let row = size - 1; row >= 1; row--) {
    const vector = matrix.subarray(row * size, row * size + row);
    diagonal[row] = matrix[row * size + row]!;
    const last = vector[row - 1]!;
    let square = 0;
    for (let k = 0; k < row - 1; k++) square += vector[k]! * vector[k]!;
    if (square === 0) {
      beside[row - 1] = last;
      continue;
    }
    square += last * last;
    const length = last > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    beside[row - 1] = length;
    vector[row - 1] = last - length;
    const factor = 1 / (square - length * last);
    factors[row] = factor;
    multiply(matrix, size, vector, factor, product);
    yield;
    reflect(matrix, size, vector, factor, product);
    yield;
  }
  diagonal[0] = size > 0 ? matrix[0]! : 0;
  return { diagonal, beside, factors };
}

/** product = factor·A·vector, A being as large as the vector. */
function multiply(
  matrix: Float64Array,
  size: number,
  vector: Float64Array,
  factor: number,
  product: Float64Array,
): void {
  const { length } = vector;
  for (let row = 0; row < length; row++) {
    const start = row * size;
    const own = vector[row]!;
    let sum = 0;
    for (let column = 0; column < row; column++) {
      const entry = matrix[start + column]!;
      sum += entry * vector[column]!;
      product[column]! += entry * own;
    }
    product[row] = sum + matrix[start + row]! * own;
  }
  for (let row = 0; row < length; row++) product[row]! *= factor;
}

/** A − v·wᵀ − w·vᵀ, w = product − (factor/2)(vᵀproduct)·v: the matrix between two reflections. */
function reflect(
  matrix: Float64Array,
  size: number,
  vector: Float64Array,
  factor: number,
  product: Float64Array,
): void {
  const { length } = vector;
  let inner = 0;
  for (let k = 0; k < length; k++) inner += vector[k]! * product[k]!;
  const share = (factor * inner) / 2;
  for (let k = 0; k < length; k++) product[k]! -= share * vector[k]!;
  for (let row = 0; row < length; row++) {
    const start = row * size;
    const ofVector = vector[row]!;
    const ofProduct = product[row]!;
    for (let column = 0; column <= row; column++)
      matrix[start + column]! -= ofVector * product[column]! + ofProduct * vector[column]!;
  }
}

/**
 * Multiplies the reflections of a reduction together.
 *
 * @param matrix - as {@link tridiagonalSteps} left it
 * @param size - the number of rows
 * @param factors - of the reflections
 * @returns Qᵀ, row after row, with A = Q·T·Qᵀ
 */
export function* accumulateReflectionsSteps(
  matrix: Float64Array,
  size: number,
  factors: Float64Array,
): Generator<void, Float64Array> {
  const rows = new Float64Array(size * size);
  for (let row = 0; row < size; row++) rows[row * size + row] = 1;
  for (let reflection = 1; reflection < size; reflection++) {
    const factor = factors[reflection]!;
    if (factor === 0) continue;
    const vector = matrix.subarray(reflection * size, reflection * size + reflection);
    for (let row = 0; row < reflection; row++) {
      const start = row * size;
      let inner = 0;
      for (let k = 0; k < reflection; k++) inner += rows[start + k]! * vector[k]!;
      inner *= factor;
      for (let k = 0; k < reflection; k++) rows[start + k]! -= inner * vector[k]!;
    }
    yield;
  }
  return rows;
}
