import * as tf from '@tensorflow/tfjs-core';
import * as tfdata from '@tensorflow/tfjs-data';
import type { Callback } from 'gan-core/trainer';
import { describe, expect, it, vi } from 'vitest';
import { onCpu } from '../../support/on-cpu';
import { newTrainer } from '../small-trainer';
import { batches, closingFails, pause } from './ends-of-runs';

onCpu();

describe('the first error is the one that comes out', () => {
  it("a bad batch, and not that of the data's finally, which is its cause", async () => {
    const error = await newTrainer()
      .fit(batches(closingFails, 2), { steps: 5 })
      .catch((caught: Error) => caught);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^data: gave a number \(5\) as a batch/),
      cause: { message: 'already closed' },
    });
  });

  it('that of a step, with those of onException, onTrainEnd and the data as causes, one under the other', async () => {
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    const callback: Callback = {
      name: 'all',
      onStepEnd: fail('first'),
      onException: fail('second'),
      onTrainEnd: fail('third'),
    };
    const error = await newTrainer({ callbacks: [callback] })
      .fit(batches(closingFails), { steps: 5 })
      .catch((caught: Error) => caught);
    const chain: string[] = [];
    for (let at: unknown = error; at instanceof Error; at = at.cause) chain.push(at.message);
    expect(chain).toEqual(['first', 'second', 'third', 'already closed']);
  });
});

describe('a batch that comes after the end', () => {
  it.each(['abort', 'stop', 'return'] as const)('by %s, is disposed of if a dataset made it', async (how) => {
    const slow = () =>
      tfdata
        .generator(async function* () {
          for (;;) {
            await pause(20);
            yield tf.tensor1d([0, 1]);
          }
        } as never)
        .batch(4) as never;
    const trainer = newTrainer();
    await trainer.fit(slow(), { steps: 1 });
    const before = tf.memory().numTensors;
    for (let round = 0; round < 3; round++) {
      const controller = new AbortController();
      const run = trainer.run(slow(), { steps: 1000, signal: controller.signal });
      const next = run.next().catch(() => {});
      await pause(110);
      if (how === 'abort') controller.abort();
      else if (how === 'stop') trainer.stop();
      else await run.return({ reason: 'stopped', step: 0 });
      await next;
      await run.return({ reason: 'stopped', step: 0 });
      // What was under way comes yet: in 100 ms or so, later on a machine that has much to do.
      await pause(120);
      await vi.waitFor(() => expect(tf.memory().numTensors).toBe(before), { timeout: 4000 });
    }
    trainer.dispose();
  });
});
