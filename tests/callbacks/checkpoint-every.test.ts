import * as tf from '@tensorflow/tfjs-core';
import { checkpointEvery } from 'gan-core/callbacks';
import { type CheckpointStore, memoryStore } from 'gan-core/checkpoints';
import { createRandom } from 'gan-core/distributions';
import { Trainer } from 'gan-core/trainer';
import { describe, expect, it, vi } from 'vitest';
import { onCpu } from '../support/on-cpu';
import { fiveSteps, options, ring } from '../trainer/checkpoints/small-game';

onCpu();

describe('checkpointEvery', () => {
  it('saves at multiples of its steps, at the best report, and at the end', async () => {
    const store = memoryStore({ keep: 100 });
    const values = [3, 1, 2];
    const best = { by: ({ step }: { step: number }) => values[step / 10 - 1] };
    const trainer = new Trainer(options({ callbacks: [checkpointEvery(store, { steps: 8, best })] }));
    const saving = vi.spyOn(trainer, 'save');
    // Else a step may be due while the machine is still writing a former one, and is passed over.
    async function* onceAllIsWritten() {
      const random = createRandom(1);
      for (;;) {
        await Promise.all(saving.mock.results.map(({ value }) => value));
        yield ring.sample(32, random);
      }
    }
    await trainer.fit(onceAllIsWritten(), { steps: 30, reportEvery: 10 });
    expect(await store.list()).toEqual([
      { step: 8 },
      { step: 10, score: 3 },
      { step: 16 },
      { step: 20, score: 1 },
      { step: 24 },
      { step: 30 },
    ]);
    trainer.dispose();
  });

  it('refuses the store of another run before the first step', async () => {
    const trainer = new Trainer(options({ callbacks: [checkpointEvery(await fiveSteps())] }));
    await expect(trainer.fit(ring, { steps: 4 })).rejects.toThrow(
      'store: holds step 5 of another run; expected an empty one for a run from step 0, or trainer.restore(store) before it.',
    );
    expect(trainer.step).toBe(0);
    trainer.dispose();
  });

  it('goes on from the checkpoint before, where the run itself went back after NaN', async () => {
    const store = memoryStore({ keep: 9 });
    let calls = 0;
    const odd = { name: 'odd', compute: () => tf.scalar(++calls === 9 ? Number.NaN : 0) };
    const callbacks = [checkpointEvery(store, { steps: 3 })];
    const trainer = new Trainer(options({ terms: [odd], callbacks }));
    // After step 6 all is finite; that 9 is not is seen by the report, after a checkpoint of step 9 was refused.
    await expect(trainer.fit(ring, { steps: 12, reportEvery: 4 })).rejects.toMatchObject({
      code: 'ERR_NON_FINITE',
    });
    expect(trainer.step).toBe(8);
    await trainer.fit(ring, { until: 14, reportEvery: 4 });
    expect((await store.list()).map(({ step }) => step)).toEqual([3, 6, 9, 12, 14]);
    trainer.dispose();
  });

  it('goes on where the store fails, and tells of it; the run throws where its last checkpoint fails', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const inner = memoryStore();
    let isFull = true;
    const store: CheckpointStore = {
      ...inner,
      write: async (checkpoint) => {
        if (isFull) throw new Error('the disk is full');
        await inner.write(checkpoint);
      },
    };
    const trainer = new Trainer(options({ callbacks: [checkpointEvery(store, { steps: 2 })] }));
    await expect(trainer.fit(ring, { steps: 4 })).rejects.toThrow('the disk is full');
    expect(warn.mock.calls.flat().join()).toMatch(/couldn't be written; training goes on/);
    isFull = false;
    await trainer.fit(ring, { steps: 4 });
    expect((await inner.list()).at(-1)).toEqual({ step: 8 });
    warn.mockRestore();
    trainer.dispose();
  });
});
