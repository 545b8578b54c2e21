import {
  add,
  div,
  engine,
  getBackend,
  getKernel,
  mul,
  type NamedTensorMap,
  sqrt,
  square,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { movingAverage } from './moving-average';
import { gradientVector, subtractVector, vectorOf } from './weights-as-vector';

/** Adam's two moments, of all weights in one vector. */
export interface Moments {
  readonly mean: Tensor;
  readonly square: Tensor;
}

/** The numbers of one update, the bias corrections folded in. */
export interface AdamRates {
  /** 1 − β₁ */
  readonly rateOfMean: number;
  /** 1 − β₂ */
  readonly rateOfSquare: number;
  /** 1/√(1 − β₂ᵗ) */
  readonly rootScale: number;
  readonly epsilon: number;
  /** α/(1 − β₁ᵗ) */
  readonly stepSize: number;
  /** α·λ, of the decoupled weight decay; 0 for none */
  readonly decay: number;
}

/** What one update of Adam makes of the weights and the moments (none before the first: they are 0). */
export function adamUpdate(
  weights: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  moments: Moments | undefined,
  rates: AdamRates,
): { weights: Tensor[]; moments: Moments } {
  // Where the backend has a kernel of gan-core's for it, everything in one pass.
  const update = getKernel('GanCoreAdam', getBackend()) ? updateByKernel : updateByOperations;
  return update(weights, gradients, moments, rates);
}

const updateByKernel: typeof adamUpdate = (weights, gradients, moments, rates) => {
  const inputs: NamedTensorMap = { ...moments };
  for (const [index, weight] of weights.entries()) {
    inputs[`weight${index}`] = weight;
    if (gradients[index]) inputs[`gradient${index}`] = gradients[index];
  }
  const outputs = engine().runKernel('GanCoreAdam', inputs, { ...rates }) as Tensor[];
  const [mean, meanSquare] = outputs.slice(-2) as [Tensor, Tensor];
  return { weights: outputs.slice(0, -2), moments: { mean, square: meanSquare } };
};

const updateByOperations: typeof adamUpdate = (weights, gradients, moments, rates) => {
  const gradient = gradientVector(weights, gradients);
  const mean = movingAverage(moments?.mean, gradient, rates.rateOfMean);
  const meanSquare = movingAverage(moments?.square, square(gradient), rates.rateOfSquare);
  const root = mul(sqrt(meanSquare), rates.rootScale);
  const step = mul(div(mean, add(root, rates.epsilon)), rates.stepSize);
  const change = rates.decay === 0 ? step : add(step, mul(vectorOf(weights), rates.decay));
  return { weights: subtractVector(weights, change), moments: { mean, square: meanSquare } };
};
