import {
  add,
  customGrad,
  div,
  exp,
  log,
  maximum,
  minimum,
  mul,
  neg,
  sigmoid,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** Newton's steps until float32 has all its digits: measured, 3 are enough from these starts. */
const steps = 5;

/**
 * log W(eˢ), with Lambert's W: the λ with λ + e^λ = s. Neither eˢ nor W is formed, so that s may be anything in ±1e4 and
 * beyond.
 *
 * By Newton's method on the convex λ + e^λ − s, from a start above the root: it falls to the root from there. Its
 * derivative is 1/(1 + W) = σ(−λ) (that of W itself is W/(1 + W)), given as such; it can be differentiated again.
 *
 * @param s - any finite numbers
 * @returns λ, element by element
 */
export function logLambertW(s: Tensor): Tensor {
  const withGradient = customGrad((x, save) => {
    const input = x as Tensor;
    (save as (tensors: Tensor[]) => void)([input]);
    return {
      value: solve(input),
      // From the input, not from the output: tfjs loses second derivatives through saved outputs.
      gradFunc: (dy: Tensor, saved: Tensor[]) => [mul(dy, sigmoid(neg(logLambertW(saved[0]!))))],
    };
  });
  return withGradient(s);
}

function solve(s: Tensor): Tensor {
  // For s > 1, log s; below, min(s, 0): λ + e^λ is at least s at each.
  let root = add(log(maximum(s, 1)), minimum(s, 0));
  for (let step = 0; step < steps; step++) {
    const w = exp(root);
    root = sub(root, div(sub(add(root, w), s), add(w, 1)));
  }
  return root;
}
