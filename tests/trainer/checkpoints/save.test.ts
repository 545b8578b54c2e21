import * as tf from '@tensorflow/tfjs-core';
import { decodeCheckpoint, memoryStore } from 'gan-core/checkpoints';
import { createRandom } from 'gan-core/distributions';
import { adam, type Optimizer } from 'gan-core/optimizers';
import { type Callback, Trainer } from 'gan-core/trainer';
import { describe, expect, it, vi } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { options, ring } from './small-game';

onCpu();

describe('trainer.save', () => {
  it('before the first run: there is nothing to save', async () => {
    await expect(new Trainer(options()).save(memoryStore())).rejects.toThrow(
      /nothing to save before its first run/,
    );
  });

  it('within a step: takes the state at its end, whole', async () => {
    const store = memoryStore({ keep: 9 });
    let release = () => {};
    let saving: Promise<unknown> | undefined;
    // D's second batch of the step waits: D has moved once by then, G not yet.
    const batches = {
      async *[Symbol.asyncIterator]() {
        for (let batch = 0; ; batch++) {
          if (batch === 3) {
            await new Promise<void>((resolve) => {
              release = resolve;
              saving = trainer.save(store);
            });
          }
          yield ring.sample(4, random);
        }
      },
    };
    const random = createRandom(3);
    const trainer = new Trainer(options({ discriminatorSteps: 2 }));
    const running = trainer.fit(batches, { steps: 4 });
    await vi.waitFor(() => expect(saving).toBeDefined());
    release();
    expect(await saving).toEqual({ step: 2 });
    await running;
    trainer.dispose();
  });

  it('leaves no tensors, and takes what is not finite for an error', async () => {
    const trainer = new Trainer(options());
    await trainer.fit(ring, { steps: 2 });
    const before = tf.memory().numTensors;
    const store = memoryStore();
    await trainer.save(store);
    expect(tf.memory().numTensors).toBe(before);
    const { generator } = await trainer.ready();
    const [weight] = (generator as unknown as { getWeights(): tf.Tensor[] }).getWeights();
    const { shape } = weight!;
    (
      generator as unknown as { layers: { weights: { val: tf.Variable }[] }[] }
    ).layers[0]!.weights[0]!.val.assign(tf.fill(shape, Number.NaN));
    await expect(trainer.save(store)).rejects.toThrow(/finite/);
    expect((await store.list()).map(({ step }) => step)).toEqual([2]);
    trainer.dispose();
  });

  it('while an optimizer saves by a promise: the next step waits for it', async () => {
    const inner = adam();
    const slow: Optimizer = {
      name: 'slow',
      update: (...args) => inner.update(...args),
      save: () => new Promise((resolve) => setTimeout(() => resolve(inner.save()), 5)),
      restore: (state) => inner.restore(state),
      dispose: () => inner.dispose(),
    };
    const store = memoryStore({ keep: 9 });
    const saver: Callback = { name: 'saver', onStepEnd: (_, trainer) => void trainer.save(store) };
    const trainer = new Trainer(options({ generatorOptimizer: slow, callbacks: [saver] }));
    await trainer.fit(ring, { steps: 4 });
    await vi.waitFor(async () => expect(await store.list()).toHaveLength(4));
    for (const { step } of await store.list()) {
      const { state } = await decodeCheckpoint((await store.read(step))!);
      const { kept } = state as unknown as { kept: Record<string, { updates: number }> };
      expect(kept.generatorOptimizer!.updates).toBe(step);
    }
    trainer.dispose();
  });
});
