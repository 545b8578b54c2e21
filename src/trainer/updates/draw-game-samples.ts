import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, checkTensor, refusePromise } from '../../errors';
import { type Random, withSeededMathRandom } from '../../random';
import type { Condition } from '../../tfjs';
import type { NamedNetworks } from '../networks/named-networks';
import { type NetworkFunctions, networkFunction } from './network-function';

/** Draws samples by a game's own function, outside of training. */
export function drawGameSamples<N extends NamedNetworks>(
  networks: N,
  sample: (context: { networks: NetworkFunctions<N>; random: Random }, count: number, given: Given) => Tensor,
  count: number,
  random: Random,
  given: Given,
): Tensor {
  const functions = Object.fromEntries(
    Object.entries(networks).map(([name, model]) => [name, networkFunction(name, model, false)]),
  ) as NetworkFunctions<N>;
  return withSeededMathRandom(random, () =>
    tidy(() => {
      const samples = sample({ networks: functions, random }, count, given);
      refusePromise('sample', 'it', samples, 'return the samples at once');
      checkTensor('sample', samples, { expected: 'a tensor of samples, batch first', leastRank: 1 });
      if (samples.shape[0] !== count) {
        const came = `gave a tensor of shape [${samples.shape}]`;
        throw new ArgumentError('sample', `${came}; expected ${count} samples, batch first.`);
      }
      return clone(samples); // by reference: what it gives may be the user's
    }),
  );
}

/** Sources of samples beside drawn noise. */
interface Given {
  readonly latent: Tensor | undefined;
  readonly condition: Condition | undefined;
}
