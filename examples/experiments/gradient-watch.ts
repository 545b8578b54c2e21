import {
  addN,
  dispose,
  norm,
  type Scalar,
  sqrt,
  square,
  type Tensor,
  tensor2d,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { createRandom } from 'gan-core/distributions';
import { minimaxGeneratorLoss, nonSaturatingGeneratorLoss } from 'gan-core/losses';
import type { Callback } from 'gan-core/trainer';

/** Euclidean lengths of the gradient by all of G's weights, after a step. */
export type GradientSizes = {
  readonly step: number;
  readonly minimax: number;
  readonly nonSaturating: number;
};

/** The networks, once their factories were called. */
export interface WatchedNetworks {
  generator?: Sequential;
  discriminator?: Sequential;
}

const samples = 512;

/** Measures at each report how large G's gradient would be by either loss, on noise that is always the same. */
export function gradientWatch(
  networks: WatchedNetworks,
  latentSize: number,
): Callback & { sizes(): readonly GradientSizes[] } {
  const random = createRandom(0);
  const noise = Float32Array.from({ length: samples * latentSize }, () => random.normal());
  let rows: GradientSizes[] = [];
  return {
    name: 'gradient-watch',
    async onReport({ step }) {
      const { generator, discriminator } = networks;
      if (!generator || !discriminator) return;
      const sizes = tidy(() => {
        const latent = tensor2d(noise, [samples, latentSize]);
        const logits = () => discriminator.apply(generator.apply(latent)) as Tensor;
        return [minimaxGeneratorLoss, nonSaturatingGeneratorLoss].map((loss) =>
          gradientSize(() => loss(logits()) as Scalar, generator),
        );
      });
      const [minimax, nonSaturating] = await Promise.all(sizes.map(async (size) => (await size.data())[0]!));
      dispose(sizes);
      rows.push({ step, minimax: minimax!, nonSaturating: nonSaturating! });
    },
    saveState: () => [...rows],
    restoreState(saved: GradientSizes[]) {
      rows = [...saved];
    },
    sizes: () => rows,
  };
}

function gradientSize(loss: () => Scalar, { trainableWeights }: Sequential): Tensor {
  const weights = trainableWeights.map((weight) => weight.read() as Variable);
  const { grads } = variableGrads(loss, weights);
  return sqrt(addN(Object.values(grads).map((gradient) => square(norm(gradient)))));
}
