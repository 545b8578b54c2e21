import {
  grad,
  maximum,
  mean,
  mul,
  reshape,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { ArgumentError, describeNumber, describeValue } from '../errors';
import { withSecondOrderGradients } from '../gradients';

/** A discriminator as penalties take it: samples in, logits out. */
export type Discriminate = (samples: Tensor) => Tensor;

/** ∇ₓ Σ D(x): for each sample the gradient of its logits' sum, in a form that may be differentiated again. */
function inputGradient(discriminate: Discriminate, samples: Tensor): Tensor {
  if (typeof discriminate !== 'function') {
    throw new ArgumentError(
      'discriminate',
      `got ${describeValue(discriminate)}; expected a function from samples to logits. Of a model: (x) => model.apply(x, { training: true }).`,
    );
  }
  const logitsSum = (x: Tensor) => {
    const logits = discriminate(x);
    if (!(logits?.rank >= 1)) {
      throw new ArgumentError(
        'discriminate',
        `gave ${describeValue(logits)} for ${samples.shape[0]} samples; expected logits for each of them, batch first: no mean over the batch.`,
      );
    }
    return sum(logits);
  };
  return withSecondOrderGradients(() => grad(logitsSum)(samples));
}

/** weight · E‖∇ₓD(x)‖², the norm over all of one sample's values. */
export function meanSquaredNorm(discriminate: Discriminate, samples: Tensor, weight: number): Scalar {
  return tidy(() => mul(sum(square(inputGradient(discriminate, samples))), weight / samples.shape[0]!));
}

/** weight · E(‖∇ₓD(x)‖ − target)²; one-sided: only where the norm exceeds the target. */
export function meanSquaredExcess(
  discriminate: Discriminate,
  samples: Tensor,
  { weight, target, oneSided }: { weight: number; target: number; oneSided: boolean },
): Scalar {
  return tidy(() => {
    const gradient = reshape(inputGradient(discriminate, samples), [samples.shape[0]!, -1]);
    // The root's slope is infinite at 0: below this bound it is taken as constant, with slope 0.
    const norm = sqrt(maximum(sum(square(gradient), 1), 1e-12));
    const excess = sub(norm, target);
    return mul(mean(square(oneSided ? maximum(excess, 0) : excess)), weight) as Scalar;
  });
}

/** Refuses what can't be a batch of samples. */
export function checkSamples(argument: string, samples: Tensor): void {
  if (!(samples?.rank >= 1) || samples.dtype !== 'float32' || samples.size === 0) {
    throw new ArgumentError(argument, `got ${describeValue(samples)}; expected a float32 batch of samples.`);
  }
}

/** Refuses named weights that aren't finite numbers ≥ 0. */
export function checkWeights(weights: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(weights)) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new ArgumentError(name, `got ${describeNumber(value)}; expected a finite number, at least 0.`);
    }
  }
}
