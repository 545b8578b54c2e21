// README's program in strict TypeScript, as an ES module, as CommonJS and for bundlers: its extension decides.
import type { Tensor } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { gaussianRing, normalLatent, Trainer, type TrainingReport } from 'gan-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';

const { dense } = layers;
const mlp = (inputs: number, outputs: number) => (): Sequential =>
  sequential({
    layers: [dense({ units: 32, activation: 'relu', inputShape: [inputs] }), dense({ units: outputs })],
  });

export async function train(signal: AbortSignal): Promise<Tensor> {
  const [generator, discriminator] = [mlp(2, 2), mlp(2, 1)];
  const trainer = new Trainer({
    generator,
    discriminator,
    latent: normalLatent(2),
    backend: 'wasm',
    seed: 1,
  });
  let last: TrainingReport | undefined;
  for await (const report of trainer.run(gaussianRing(), { steps: 40, batchSize: 64, signal })) last = report;
  const loss: number | undefined = last?.discriminatorLoss;
  if (loss === undefined) throw new Error('no report');
  return trainer.sample(16);
}

export const auto = (): Promise<ActiveBackend> => useBackend('auto');
// @ts-expect-error: no such backend
export const wrong = (): Promise<ActiveBackend> => useBackend('fortran');
