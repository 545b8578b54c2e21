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
import { ArgumentError, checkFunction, checkTensor, describeValue, isTensor } from '../errors';
import { withSecondOrderGradients } from '../gradients';

/** A discriminator as penalties take it: samples in, logits out. */
export type Discriminate = (samples: Tensor) => Tensor;

/** ∇ₓ Σ D(x): for each sample the gradient of its logits' sum, in a form that may be differentiated again. */
function inputGradient(discriminate: Discriminate, samples: Tensor): Tensor {
  const logitsSum = (x: Tensor) => {
    const logits = discriminate(x);
    if (
      !isTensor(logits) ||
      logits.dtype !== 'float32' ||
      logits.isDisposed ||
      logits.rank < 1 ||
      logits.size === 0
    ) {
      throw new ArgumentError(
        'discriminate',
        `gave ${describeValue(logits)} for ${samples.shape[0]} samples; expected float32 logits for each of them, batch first: no mean over the batch.`,
      );
    }
    return sum(logits);
  };
  try {
    return withSecondOrderGradients(() => grad(logitsSum)(samples));
  } catch (error) {
    if (!/^Cannot compute gradient of y=f\(x\)/.test((error as Error | undefined)?.message ?? ''))
      throw error;
    const problem = "gave logits that don't depend on the samples; expected a function of them.";
    throw new ArgumentError('discriminate', problem, { cause: error });
  }
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

/** Refuses what can't be a discriminator. */
export function checkDiscriminate(discriminate: unknown): void {
  const expected = 'a function from samples to logits. Of a model: (x) => model.apply(x, { training: true })';
  checkFunction('discriminate', discriminate, expected);
}

/** Refuses what can't be a batch of samples. */
export function checkSamples(argument: string, samples: Tensor): void {
  checkTensor(argument, samples, {
    expected: 'a float32 batch of samples',
    dtype: 'float32',
    leastRank: 1,
  });
}
