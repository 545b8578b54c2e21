/// <reference types="vite/client" />
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { useBackend } from 'gan-core/backends';
import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { perceptron } from '../../support/networks';

/** Losses of a small GAN in 3 steps. */
async function threeSteps(backend: 'cpu' | 'wasm'): Promise<number[]> {
  const trainer = new Trainer({
    generator: perceptron(4, [16, 16], 2),
    discriminator: perceptron(2, [16, 16], 1),
    latent: normalLatent(4),
    backend,
    seed: 1,
  });
  const losses: number[] = [];
  for await (const report of trainer.run(gaussianRing(), { steps: 3, reportEvery: 1, batchSize: 32 })) {
    losses.push(report.discriminatorLoss, report.generatorLoss);
  }
  trainer.dispose();
  return losses;
}

it('wasm in a browser has the SIMD kernels, and trains as cpu does', async () => {
  const wasmPaths = {
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  };
  const backend = await useBackend('wasm', { wasmPaths });
  expect(backend.addedKernels).toContain('GanCoreAdam');
  const [cpu, wasm] = [await threeSteps('cpu'), await threeSteps('wasm')];
  for (const [index, value] of cpu.entries()) expect(wasm[index]).toBeCloseTo(value, 5);
  backend.restore();
});
