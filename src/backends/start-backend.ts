import { add, getBackend, ready, setBackend, tidy } from '@tensorflow/tfjs-core';
import { BackendError, isGanCoreError } from '../errors';
import { processWide } from '../process';
import { abandonPendingStart } from '../tfjs';
import type { BackendDriver, BackendName, UseBackendOptions } from './backend';
import { loadDriver, tfjsNameOf } from './backend-drivers';
import { forgetIfLost } from './watch-device';
import { withTimeLimit } from './with-time-limit';

/**
 * Loads a backend's driver and package, makes the backend current and has it compute, all within a time limit.
 *
 * @returns the driver
 * @throws BackendError where that fails; the backend that ran before then runs again
 */
export function startBackend(name: BackendName, options: UseBackendOptions): Promise<BackendDriver> {
  const start = starts.last.then(() => startAlone(name, options));
  starts.last = start.catch(() => {});
  return start;
}

/** tfjs has one start under way at a time: a second one would have it drop the first. */
const starts = processWide('backend starts', (): { last: Promise<unknown> } => ({ last: Promise.resolve() }));

async function startAlone(name: BackendName, options: UseBackendOptions): Promise<BackendDriver> {
  const { timeoutMs = 30_000 } = options;
  const attempt = { isBegun: false, isOver: false };
  const before = getBackend() as string | undefined;
  try {
    return await withTimeLimit(loadAndAnswer(name, options, attempt), timeoutMs, () => {
      return new BackendError(
        name,
        `didn't answer within ${timeoutMs} ms; pass a longer timeout or take another backend.`,
      );
    });
  } catch (error) {
    attempt.isOver = true;
    if (attempt.isBegun) {
      abandonPendingStart();
      if (before && before !== tfjsNameOf(name)) await setBackend(before);
    }
    throw error;
  }
}

async function loadAndAnswer(
  name: BackendName,
  options: UseBackendOptions,
  attempt: { isBegun: boolean; readonly isOver: boolean },
): Promise<BackendDriver> {
  const driver = await setUp(name, loadDriver(name));
  const unsupported = driver.unsupported();
  if (unsupported)
    throw new BackendError(driver.name, `${unsupported}. useBackend('auto') takes one that can run here.`);
  if (attempt.isOver) return driver; // nobody waits for it any more
  attempt.isBegun = true;
  const startIsOver = await setUp(name, driver.install(options));
  try {
    forgetIfLost(driver.tfjsName);
    if (!attempt.isOver) await answer(driver);
  } finally {
    startIsOver?.();
  }
  return driver;
}

/** Waits for the setup; reports its failure, a file that can't be fetched say, as a failure of the backend. */
async function setUp<T>(name: BackendName, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isGanCoreError(cause)) throw cause;
    throw new BackendError(name, `couldn't be set up: ${(cause as Error).message}`, { cause });
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
