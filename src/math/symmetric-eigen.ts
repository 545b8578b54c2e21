import { RowRotations } from './row-rotations';
import { accumulateReflectionsSteps, tridiagonalSteps } from './tridiagonal';

/** Q·Λ·Qᵀ = A. */
export interface SymmetricEigen {
  /** The eigenvalues, ascending. */
  readonly values: Float64Array;
  /** The eigenvectors, each of length 1, one after the other in the order of the values; empty where none were asked for. */
  readonly vectors: Float64Array;
}

/** Far more than any matrix of finite numbers takes: 2 an eigenvalue are usual. */
const MOST_SWEEPS = 60;
/** Rows that are gone through without a stop where there is one operation an entry. */
const ROWS = 64;

/**
 * Finds the eigenvalues and, if asked for, the eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal
 * one, then the QL algorithm with implicit shifts (Golub & Van Loan, Matrix Computations, §8.3; Dubrulle, Martin & Wilkinson
 * 1968, "The Implicit QL Algorithm"). Values are right to rounding of the largest one. It stops after each piece of its work:
 * of n rows, 4n³/3 multiplications for the values, some 5n³ with vectors.
 *
 * @param matrix - n·n entries, row after row; those above the diagonal aren't read. Not changed
 * @param size - n
 * @param withVectors - whether eigenvectors are wanted
 * @returns both, in float64
 */
export function* symmetricEigenSteps(
  matrix: Float64Array,
  size: number,
  withVectors: boolean,
): Generator<void, SymmetricEigen> {
  let scale = 0;
  for (let row = 0; row < size; row++) {
    for (let at = row * size; at <= row * size + row; at++) scale = Math.max(scale, Math.abs(matrix[at]!));
    if (row % ROWS === 0) yield;
  }
  const scaled = matrix.slice();
  for (let row = 0; row < size && scale > 0; row++) {
    for (let at = row * size; at <= row * size + row; at++) scaled[at]! /= scale;
    if (row % ROWS === 0) yield;
  }
  const tridiagonal = yield* tridiagonalSteps(scaled, size);
  const rows = withVectors
    ? yield* accumulateReflectionsSteps(scaled, size, tridiagonal.factors)
    : new Float64Array(0);
  const { diagonal, beside } = tridiagonal;
  yield* implicitQl(diagonal, beside, new RowRotations(rows, withVectors ? size : 0));
  return yield* ascending(
    diagonal.map((value) => value * scale),
    rows,
    size,
  );
}

/** Turns a tridiagonal matrix, in place, until nothing is left beside its diagonal. */
function* implicitQl(
  diagonal: Float64Array,
  beside: Float64Array,
  rotations: RowRotations,
): Generator<void, void> {
  const size = diagonal.length;
  let norm = 0;
  for (let i = 0; i < size; i++) norm = Math.max(norm, Math.abs(diagonal[i]!) + Math.abs(beside[i]!));
  const negligible = Number.EPSILON * norm;
  for (let first = 0; first < size; first++) {
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let last = first;
      while (last < size - 1 && Math.abs(beside[last]!) > negligible) last++;
      if (last === first) break;
      sweepUp(diagonal, beside, first, last, rotations);
      if (rotations.isFull) yield* rotations.applySteps();
      else yield;
    }
  }
  yield* rotations.applySteps();
}

/** One sweep of QL over the rows `first` … `last`, with Wilkinson's shift. */
function sweepUp(
  diagonal: Float64Array,
  beside: Float64Array,
  first: number,
  last: number,
  rotations: RowRotations,
): void {
  const half = (diagonal[first + 1]! - diagonal[first]!) / (2 * beside[first]!);
  const root = Math.hypot(half, 1);
  const shift = diagonal[first]! - beside[first]! / (half + (half < 0 ? -root : root));
  let bulge = diagonal[last]! - shift;
  let [sine, cosine, taken] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const above = sine * beside[i]!;
    const kept = cosine * beside[i]!;
    const length = Math.hypot(above, bulge);
    beside[i + 1] = length;
    if (length === 0) {
      // The matrix fell apart here: what is above it comes in the next sweep.
      diagonal[i + 1]! -= taken;
      beside[last] = 0;
      return;
    }
    sine = above / length;
    cosine = bulge / length;
    const rest = diagonal[i + 1]! - taken;
    const turned = (diagonal[i]! - rest) * sine + 2 * cosine * kept;
    taken = sine * turned;
    diagonal[i + 1] = rest + taken;
    bulge = cosine * turned - kept;
    rotations.add(i, cosine, sine);
  }
  diagonal[first]! -= taken;
  beside[first] = bulge;
  beside[last] = 0;
}

function* ascending(values: Float64Array, rows: Float64Array, size: number): Generator<void, SymmetricEigen> {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const vectors = new Float64Array(rows.length);
  if (rows.length > 0) {
    for (const [place, row] of order.entries()) {
      vectors.set(rows.subarray(row * size, (row + 1) * size), place * size);
      if (place % ROWS === 0) yield;
    }
  }
  return { values: Float64Array.from(order, (row) => values[row]!), vectors };
}
