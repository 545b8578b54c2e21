import { gaussianRing, normalLatent } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { expect, it } from 'vitest';
import { perceptron } from '../support/networks';

it('threads of a cross-origin-isolated page give the numbers of one, and reports tell how many there are', async () => {
  expect(crossOriginIsolated).toBe(true);
  const run = async (threads: number) => {
    const trainer = new Trainer({
      generator: perceptron(2, [64], 2),
      discriminator: perceptron(2, [64], 1),
      latent: normalLatent(2),
      backend: { name: 'wasm', threads },
      seed: 1,
    });
    const { reports } = await trainer.fit(gaussianRing(), { steps: 20, reportEvery: 10, batchSize: 256 });
    trainer.dispose();
    return reports.map(({ seconds, ...report }) => report);
  };
  const [alone, shared] = [await run(1), await run(2)];
  expect(alone.map(({ threads }) => threads)).toEqual([1, 1]);
  expect(shared).toEqual(alone.map((report) => ({ ...report, threads: 2 })));
});
