import { add, engine, getBackend, ready, setBackend, tidy } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  BackendError,
  describeNumber,
  describeValue,
  isGanCoreError,
  refuseUnknownKeys,
} from '../errors';
import type { BackendDriver, BackendName, KernelPatch, UseBackendOptions } from './backend';
import { cpu } from './cpu';
import { forgetIfLost, watchDevice } from './device-loss';
import { isNode } from './environment';
import { node } from './node';
import { nodeGpu } from './node-gpu';
import { backendPrecision, type Precision } from './precision';
import { withTimeLimit } from './time-limit';
import { wasm } from './wasm';
import { webgl } from './webgl';
import { webgpu } from './webgpu';

/** Every backend that gan-core knows, in the order in which they are shown. */
export const backendDrivers: readonly BackendDriver[] = [cpu, wasm, webgl, webgpu, node, nodeGpu];

/**
 * The backends that gan-core knows.
 *
 * @returns their names, as {@link useBackend} and the Trainer take them
 */
export function backendNames(): readonly BackendName[] {
  return backendDrivers.map(({ name }) => name);
}

/** Names of adapters that are no hardware: far slower than wasm, which computes on the CPU without the detour. */
const SOFTWARE_GPU = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render/i;

/** The backend that runs now, and what gan-core changed on it. */
export interface ActiveBackend {
  /** Which backend it is; never `'auto'`. */
  readonly name: BackendName;
  /** Why this one. */
  readonly reason: string;
  /** The hardware behind it, where it says so. */
  readonly adapter?: string;
  /**
   * The numbers that it keeps. `'float16'` only on webgl, on devices that render no float32: there training is coarse, and
   * an optimizer's epsilon must not be small (`adam()` sees to it; give tfjs's optimizers 1e-3).
   */
  readonly precision: Precision;
  /** Kernels that gan-core added to it. */
  readonly addedKernels: readonly string[];
  /** Kernels of tfjs that gan-core replaced on it. */
  readonly replacedKernels: readonly string[];
  /**
   * Takes back what this call added and replaced; the backend goes on running. Where several calls share the changes,
   * the last `restore` takes them back. Calling it again does nothing.
   */
  restore(): void;
}

/**
 * Starts a backend for the whole process and makes it fit for training.
 *
 * The backend's package is imported only now, so it must be installed but needn't be imported. A GPU that was lost is
 * started anew.
 *
 * `'auto'` takes the first that is installed and starts, and isn't a GPU made of software or one that keeps float16 only:
 * in Node a GPU, native TensorFlow, wasm, cpu; in a browser webgl, wasm, cpu. It knows nothing of your networks: small
 * ones (an MLP on points of the plane, say) are faster on wasm than on any GPU, so ask for `'wasm'` by name there.
 *
 * @param name - the backend, or `'auto'`
 * @param options - `timeout`, `wasmPaths`
 * @returns which backend runs and why, and what was changed on it, with the way back
 * @throws ArgumentError for a name that isn't a backend's, a timeout that isn't positive, or an unknown option
 * @throws BackendError if it isn't installed (with the npm command to run), can't run here, fails to start, or doesn't
 *   answer in time; the backend that ran before then runs again
 */
export async function useBackend(
  name: BackendName | 'auto',
  options: UseBackendOptions = {},
): Promise<ActiveBackend> {
  refuseUnknownKeys(options, ['timeout', 'wasmPaths']);
  const { timeout = 30_000 } = options;
  if (!(typeof timeout === 'number' && timeout > 0))
    throw new ArgumentError('timeout', `got ${describeNumber(timeout)}; expected milliseconds above 0.`);
  if (name === 'auto') return useFirst(isNode() ? [nodeGpu, node, wasm, cpu] : [webgl, wasm, cpu], options);
  const driver = backendDrivers.find((each) => each.name === name);
  if (!driver) {
    throw new ArgumentError(
      'name',
      `got ${describeValue(name)}; expected '${backendNames().join("', '")}' or 'auto'.`,
    );
  }
  return start(driver, { ...options, timeout }, 'it was asked for by name');
}

/**
 * What tfjs calls a backend.
 *
 * @param name - gan-core's name for it
 * @returns the name that `tf.getBackend()` gives
 */
export function tfjsNameOf(name: BackendName): string {
  return backendDrivers.find((driver) => driver.name === name)?.tfjsName ?? name;
}

async function useFirst(
  candidates: readonly BackendDriver[],
  options: UseBackendOptions,
): Promise<ActiveBackend> {
  const order = candidates.map((driver) => driver.name).join(', ');
  const refusals: string[] = [];
  for (const driver of candidates) {
    try {
      const passedOver = refusals.length > 0 ? `; passed over: ${refusals.join(' | ')}` : '';
      const reason = `the first of ${order} that is installed and starts${passedOver}`;
      const backend = await start(driver, options, reason);
      const weakness = weaknessOf(backend);
      if (!weakness) return backend;
      backend.restore();
      refusals.push(`Backend '${driver.name}': ${weakness}.`);
    } catch (error) {
      refusals.push((error as Error).message);
    }
  }
  throw new BackendError('auto', `none of ${order} could be started. ${refusals.join(' | ')}`);
}

/** Why a backend that runs is worse for training than the next one, if it is. */
function weaknessOf({ precision, adapter }: ActiveBackend): string | undefined {
  if (precision === 'float16') return 'the GPU keeps float16 only, too coarse for the updates of weights';
  return SOFTWARE_GPU.test(adapter ?? '') ? `the GPU is a program on the CPU (${adapter})` : undefined;
}

async function start(
  driver: BackendDriver,
  options: UseBackendOptions,
  reason: string,
): Promise<ActiveBackend> {
  const { timeout = 30_000 } = options;
  const unsupported = driver.unsupported();
  if (unsupported)
    throw new BackendError(driver.name, `${unsupported}. useBackend('auto') takes one that can run here.`);
  const before = getBackend() as string | undefined;
  try {
    await withTimeLimit(
      load(driver, options).then(() => answer(driver)),
      timeout,
      () => {
        return new BackendError(
          driver.name,
          `didn't answer within ${timeout} ms; pass a longer timeout or take another backend.`,
        );
      },
    );
  } catch (error) {
    abandonPendingStart();
    if (before && before !== driver.tfjsName) await setBackend(before);
    throw error;
  }
  const shared = shareKernelPatch(driver);
  const adapter = driver.adapter?.();
  watchDevice();
  return {
    name: driver.name,
    reason,
    ...(adapter === undefined ? {} : { adapter }),
    precision: backendPrecision(),
    addedKernels: shared.added,
    replacedKernels: shared.replaced,
    restore: shared.release,
  };
}

async function load(driver: BackendDriver, options: UseBackendOptions): Promise<void> {
  try {
    await driver.install(options);
    forgetIfLost(driver.tfjsName);
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

/** Has tfjs forget a start that never ended: else every later call would wait for it, whatever the backend. */
function abandonPendingStart(): void {
  const internals = engine() as unknown as {
    pendingBackendInit: Promise<boolean> | null;
    pendingBackendInitId: number;
  };
  internals.pendingBackendInit = null;
  internals.pendingBackendInitId++; // should it end after all, tfjs then ignores it
}

const patches = new Map<BackendDriver, { patch: KernelPatch; users: number }>();

/** Patches the backend's kernels once, however often it is asked; the last one to release it undoes it. */
function shareKernelPatch(driver: BackendDriver): Omit<KernelPatch, 'undo'> & { release(): void } {
  if (!driver.patch) return { added: [], replaced: [], release() {} };
  const shared = patches.get(driver) ?? { patch: driver.patch(), users: 0 };
  patches.set(driver, shared);
  shared.users++;
  let held = true;
  return {
    added: shared.patch.added,
    replaced: shared.patch.replaced,
    release() {
      if (!held) return;
      held = false;
      shared.users--;
      if (shared.users > 0) return;
      shared.patch.undo();
      patches.delete(driver);
    },
  };
}
