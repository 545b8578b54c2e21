import { ldlFactorSteps, ldlSolve, softplus } from '../../math';
import { eachInBlocks, inSteps, type Pauses } from '../../scheduling';
import type { SampleMatrix } from '../samples/samples';
import { standardizeSides } from '../samples/standardization';

/** A logit that is linear in features: intercept + Σ coefficients[k]·x[k]. */
export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  /** Whether Newton's method converged. */
  readonly converged: boolean;
}

/** Options of a logistic regression. */
export interface LogisticFitOptions {
  /** λ ≥ 0 in the penalty ½λ‖w‖² on the coefficients of the standardized features. */
  readonly ridge: number;
  /** Logits that the fit is added to, on samples of p and of q. */
  readonly offsets?: { readonly p: Float64Array; readonly q: Float64Array };
  readonly pauses: Pauses;
}

/** One side's samples in the fit. */
interface WeighedSide {
  readonly features: SampleMatrix;
  readonly offset: Float64Array | undefined;
  /** 1 for p, −1 for q. */
  readonly sign: number;
  /** Logits at the weights whose loss was computed last. */
  readonly logits: Float64Array;
}

const MOST_STEPS = 50;
/** Newton decrement, in nats, below which the next step reaches rounding: a line search couldn't see the loss fall any more. */
const SMALLEST_DECREMENT = 1e-10;

/**
 * Logistic regression of samples of p against samples of q, each side with half of the weight whatever the counts, so that
 * the logit estimates log p/q itself: it minimizes ½ E_p softplus(−z) + ½ E_q softplus(z) + ½λ‖w‖² by Newton's method
 * (iteratively reweighted least squares), each step halved until it goes down. The intercept carries no penalty.
 *
 * Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, §4.4; Qin 1998, "Inferences for
 * Case-Control and Semiparametric Two-Sample Density Ratio Models".
 *
 * @param p - the features of the samples of p
 * @param q - those of q
 * @param options - `ridge`, `offsets`, `pauses`
 * @returns the fit, for features as they came
 */
export async function fitLogistic(
  p: SampleMatrix,
  q: SampleMatrix,
  { ridge, offsets, pauses }: LogisticFitOptions,
): Promise<LogisticFit> {
  const { standardization, ...standardized } = await standardizeSides(p, q, pauses);
  const sides = [
    { features: standardized.p, offset: offsets?.p, sign: 1 },
    { features: standardized.q, offset: offsets?.q, sign: -1 },
  ].map((side) => ({ ...side, logits: new Float64Array(side.features.count) }));
  let weights = new Float64Array(p.dimension + 1); // the intercept first
  const lossAt = (candidate: Float64Array) => lossOf(candidate, sides, ridge, pauses);
  let loss = await lossAt(weights);
  let converged = false;
  for (let step = 0; step < MOST_STEPS && !converged; step++) {
    const { gradient, hessian } = await derivativesOf(weights, sides, ridge, pauses);
    const factors = await inSteps(ldlFactorSteps(hessian), pauses);
    if (typeof factors === 'number') break;
    const direction = ldlSolve(factors, gradient);
    const slope = direction.reduce((sum, value, index) => sum + value * gradient[index]!, 0);
    // Half of Newton's decrement: how much lower the quadratic model's minimum is.
    if (slope / 2 < SMALLEST_DECREMENT) {
      weights = Float64Array.from(weights, (weight, index) => weight - direction[index]!);
      converged = true;
      break;
    }
    const next = await descend(weights, direction, loss, slope, lossAt);
    if (!next) break;
    weights = next.weights;
    loss = next.loss;
  }
  return { ...unstandardized(weights, standardization), converged };
}

/** The fit's logits on features. */
export async function logisticLogits(
  fit: LogisticFit,
  features: SampleMatrix,
  pauses: Pauses,
): Promise<Float64Array> {
  const weights = Float64Array.from([fit.intercept, ...fit.coefficients]);
  const logits = new Float64Array(features.count);
  await eachInBlocks(features.count, features.dimension, pauses, (row) => {
    logits[row] = linearLogit(weights, features, row);
  });
  return logits;
}

function linearLogit(weights: Float64Array, { values, dimension }: SampleMatrix, row: number): number {
  let logit = weights[0]!;
  for (let k = 0; k < dimension; k++) logit += weights[k + 1]! * values[row * dimension + k]!;
  return logit;
}

/** The penalized loss; leaves each side's logits behind. */
async function lossOf(
  weights: Float64Array,
  sides: readonly WeighedSide[],
  ridge: number,
  pauses: Pauses,
): Promise<number> {
  let loss = 0;
  for (const { features, offset, sign, logits } of sides) {
    let sum = 0;
    await eachInBlocks(features.count, weights.length + 7, pauses, (row) => {
      const logit = linearLogit(weights, features, row) + (offset?.[row] ?? 0);
      logits[row] = logit;
      sum += softplus(-sign * logit);
    });
    loss += sum / (2 * features.count);
  }
  return loss + (ridge / 2) * weights.subarray(1).reduce((sum, value) => sum + value * value, 0);
}

/** The loss's gradient, and its Hessian's lower triangle, at the weights that the sides' logits are of. */
async function derivativesOf(
  weights: Float64Array,
  sides: readonly WeighedSide[],
  ridge: number,
  pauses: Pauses,
): Promise<{ gradient: Float64Array; hessian: Float64Array[] }> {
  const width = weights.length - 1;
  const gradient = weights.map((weight, index) => (index === 0 ? 0 : ridge * weight));
  const hessian = Array.from({ length: width + 1 }, (_, i) => new Float64Array(i + 1));
  // The intercept's tiny ridge keeps the matrix positive definite where all weights σ(1 − σ) vanish.
  for (let i = 0; i <= width; i++) hessian[i]![i] = i === 0 ? 1e-12 : Math.max(ridge, 1e-12);
  for (const { features, sign, logits } of sides) {
    const point = new Float64Array(width + 1);
    point[0] = 1;
    for (let row = 0; row < features.count; row++) {
      if (pauses.due()) await pauses.take();
      point.set(features.values.subarray(row * width, (row + 1) * width), 1);
      const sigma = 1 / (1 + Math.exp(-logits[row]!));
      const residual = (sigma - (sign > 0 ? 1 : 0)) / (2 * features.count);
      const curvature = (sigma * (1 - sigma)) / (2 * features.count);
      for (let i = 0; i <= width; i++) {
        gradient[i] = gradient[i]! + residual * point[i]!;
        const scaled = curvature * point[i]!;
        const line = hessian[i]!;
        for (let j = 0; j <= i; j++) line[j] = line[j]! + scaled * point[j]!;
      }
    }
  }
  return { gradient, hessian };
}

/** The first of the steps 1, ½, ¼, … that lowers the loss as much as its slope promises (Armijo's rule). */
async function descend(
  weights: Float64Array,
  direction: Float64Array,
  loss: number,
  slope: number,
  lossAt: (candidate: Float64Array) => Promise<number>,
): Promise<{ weights: Float64Array<ArrayBuffer>; loss: number } | undefined> {
  for (let size = 1; size > 1e-6; size /= 2) {
    const candidate = Float64Array.from(weights, (weight, index) => weight - size * direction[index]!);
    const reached = await lossAt(candidate);
    if (reached <= loss - 1e-4 * size * slope) return { weights: candidate, loss: reached };
  }
  return undefined;
}

function unstandardized(
  weights: Float64Array,
  { means, scales }: { means: Float64Array; scales: Float64Array },
): { intercept: number; coefficients: Float64Array } {
  const coefficients = scales.map((scale, k) => weights[k + 1]! / scale);
  const intercept = coefficients.reduce((sum, value, k) => sum - value * means[k]!, weights[0]!);
  return { intercept, coefficients };
}
