import { add, getBackend, ready, setBackend, tidy } from '@tensorflow/tfjs-core';
import { BackendError, isGanCoreError } from '../errors';
import { processWide } from '../process';
import { abandonPendingStart } from '../tfjs';
import type { BackendDriver, UseBackendOptions } from './backend';
import { forgetIfLost } from './device-loss';
import { withTimeLimit } from './time-limit';

/**
 * Loads a backend's package, makes the backend current and has it compute, all within a time limit.
 *
 * @throws BackendError where that fails; the backend that ran before then runs again
 */
export function startBackend(driver: BackendDriver, options: UseBackendOptions): Promise<void> {
  const start = starts.last.then(() => startAlone(driver, options));
  starts.last = start.catch(() => {});
  return start;
}

/** tfjs has one start under way at a time: a second one would have it drop the first. */
const starts = processWide('backend starts', () => ({ last: Promise.resolve() }));

async function startAlone(driver: BackendDriver, options: UseBackendOptions): Promise<void> {
  const { timeout = 30_000 } = options;
  const unsupported = driver.unsupported();
  if (unsupported)
    throw new BackendError(driver.name, `${unsupported}. useBackend('auto') takes one that can run here.`);
  const attempt = { isOver: false };
  const before = getBackend() as string | undefined;
  try {
    await withTimeLimit(loadAndAnswer(driver, options, attempt), timeout, () => {
      return new BackendError(
        driver.name,
        `didn't answer within ${timeout} ms; pass a longer timeout or take another backend.`,
      );
    });
  } catch (error) {
    attempt.isOver = true;
    abandonPendingStart();
    if (before && before !== driver.tfjsName) await setBackend(before);
    throw error;
  }
}

async function loadAndAnswer(
  driver: BackendDriver,
  options: UseBackendOptions,
  attempt: { readonly isOver: boolean },
): Promise<void> {
  const startIsOver = await load(driver, options);
  try {
    if (!attempt.isOver) await answer(driver); // else nobody waits for it any more
  } finally {
    startIsOver?.();
  }
}

async function load(driver: BackendDriver, options: UseBackendOptions): Promise<(() => void) | undefined> {
  try {
    const startIsOver = await driver.install(options);
    forgetIfLost(driver.tfjsName);
    return startIsOver;
  } catch (cause) {
    if (isGanCoreError(cause)) throw cause;
    throw new BackendError(driver.name, `couldn't be set up: ${(cause as Error).message}`, { cause });
  }
}

/** Makes the backend current and has it add two numbers: setBackend alone can say yes for one that can't compute. */
async function answer(driver: BackendDriver): Promise<void> {
  let cause: unknown;
  try {
    if (await setBackend(driver.tfjsName)) {
      await ready();
      const two = tidy(() => add(1, 1));
      const [value] = await two.data();
      two.dispose();
      if (value === 2) return;
      cause = new Error(`1 + 1 gave ${value}`);
    }
  } catch (error) {
    cause = error;
  }
  const detail =
    cause === undefined ? 'tfjs gave no reason; its own message is on the console' : String(cause);
  throw new BackendError(
    driver.name,
    `couldn't be started: ${detail}. ${driver.hint ?? "useBackend('auto') takes one that works here."}`,
    { cause },
  );
}
