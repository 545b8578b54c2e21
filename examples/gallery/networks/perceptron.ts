import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';

/** Two hidden layers: enough for points in a plane. */
export function perceptron(inputs: number, units: number, hidden = 64): Sequential {
  return ofDense(inputs, units, hidden, true);
}

/**
 * The same as a critic. It has no bias at its end: a loss that takes differences of its outputs alone, as the Wasserstein and the
 * relativistic loss do, would never move that.
 */
export function critic(inputs: number, hidden = 64): Sequential {
  return ofDense(inputs, 1, hidden, false);
}

function ofDense(inputs: number, units: number, hidden: number, useBias: boolean): Sequential {
  return sequential({
    layers: [
      layers.dense({ units: hidden, activation: 'relu', inputShape: [inputs] }),
      layers.dense({ units: hidden, activation: 'relu' }),
      layers.dense({ units, useBias }),
    ],
  });
}
