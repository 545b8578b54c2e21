import { dot } from './dot';

/** Two rows count as orthogonal once their cosine is this small. */
const ORTHOGONAL = 1e-16;
const MOST_SWEEPS = 60;

/**
 * Turns the rows of a matrix, two at a time, until all are orthogonal (Hestenes 1958, "Inversion of Matrices by
 * Biorthogonalization and Related Results": one-sided Jacobi). With the product of the rotations U and the matrix A, UᵀA = S·Vᵀ
 * is left: the rows' lengths are A's singular values, their directions V's columns; the squares of the lengths are the
 * eigenvalues of A·Aᵀ, and U's columns its eigenvectors. Working on A instead of A·Aᵀ keeps the digits of small ones.
 *
 * @param rows - the matrix A; changed in place
 * @param companions - as many rows, of any length, turned along; changed in place. Rows of the identity become Uᵀ, the
 * entries of a vector v become those of Uᵀv.
 */
export function oneSidedJacobi(rows: readonly number[][], companions: readonly number[][]): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let i = 1; i < rows.length; i++) {
      for (let j = 0; j < i; j++) {
        const rotation = orthogonalizingRotation(rows[i]!, rows[j]!);
        if (!rotation) continue;
        turned = true;
        turn(rows[i]!, rows[j]!, rotation);
        turn(companions[i]!, companions[j]!, rotation);
      }
    }
    if (!turned) return;
  }
}

interface Rotation {
  readonly cosine: number;
  readonly sine: number;
}

function orthogonalizingRotation(a: readonly number[], b: readonly number[]): Rotation | undefined {
  const product = dot(a, b);
  const squareA = dot(a, a);
  const squareB = dot(b, b);
  if (!(Math.abs(product) > ORTHOGONAL * Math.sqrt(squareA) * Math.sqrt(squareB))) return undefined;
  // The smaller root of t² + 2·cotangent·t − 1 = 0: of the two rotations the one by at most 45°.
  const cotangent = (squareB - squareA) / (2 * product);
  const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  return sine === 0 ? undefined : { cosine, sine };
}

function turn(a: number[], b: number[], { cosine, sine }: Rotation): void {
  for (let k = 0; k < a.length; k++) {
    const [old, other] = [a[k]!, b[k]!];
    a[k] = cosine * old - sine * other;
    b[k] = sine * old + cosine * other;
  }
}
