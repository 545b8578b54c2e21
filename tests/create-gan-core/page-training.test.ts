import { memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { type Frame, Training } from '../../packages/create-gan-core/templates/vite/src/training';

/** Trains, and stops at the first frame, as the page's button does. */
async function trainABit(training: Training): Promise<Frame> {
  const work = new AbortController();
  let last: Frame | undefined;
  const run = training.train(1000, work.signal, (frame) => {
    last = frame;
    work.abort();
  });
  await expect(run).rejects.toThrow();
  return last!;
}

it('the training of a page leaks nothing where it is stopped and begun anew, and frees all at its end', async () => {
  const training = new Training();
  const points = await training.realPoints();
  expect(points).toHaveLength(2000);
  const { numTensors: before } = memory();
  await trainABit(training);
  await training.measure(new AbortController().signal);
  const { numTensors: afterOne } = memory();
  for (let round = 0; round < 4; round++) await trainABit(training);
  expect(memory().numTensors).toBe(afterOne);

  const aborted = new AbortController();
  const measuring = training.measure(aborted.signal);
  aborted.abort();
  await expect(measuring).rejects.toThrow();
  expect(memory().numTensors).toBe(afterOne);

  const { step } = await trainABit(training);
  expect(step).toBeGreaterThanOrEqual(150);
  training.dispose();
  expect(memory().numTensors).toBeLessThan(before);
});
