import { createRandom } from 'gan-core';
import { ring } from '../small-trainer';

export const forEver = () => new Promise<never>(() => {});
export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What fit gives, or throws, and how long it takes; a wait without end is a failure of the test. */
export async function settled(fit: Promise<unknown>) {
  const began = performance.now();
  const result = await Promise.race([
    fit.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    ),
    pause(5000).then(() => ({ late: true })),
  ]);
  return { ...result, milliseconds: performance.now() - began };
}

/** Batches, and what comes when they are closed. */
export async function* batches(atTheEnd: () => unknown, badAfter = Number.POSITIVE_INFINITY) {
  try {
    for (let count = 0; ; count++) {
      const batch = ring.sample(4, createRandom(count));
      try {
        yield count < badAfter ? batch : (5 as never);
      } finally {
        batch.dispose();
      }
    }
  } finally {
    await atTheEnd();
  }
}

export const closingFails = () => {
  throw new Error('already closed');
};
