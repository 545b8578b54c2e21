import { BackendError } from '../errors';
import { isNode } from '../process';
import { backendPrecision, type Precision } from '../tfjs';
import type { BackendName, BackendSettings, UseBackendOptions } from './backend';
import { checkBackendSettings } from './backend-settings';
import { shareKernelPatch } from './share-kernel-patch';
import { startBackend } from './start-backend';
import { watchDevice } from './watch-device';

/** Names of adapters that are no hardware: far slower than wasm, which computes on the CPU without the detour. */
const SOFTWARE_GPU = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render/i;

/** The backend that runs now, and what gan-core changed on it. */
export interface ActiveBackend {
  /** Name of the backend; never `'auto'`. */
  readonly name: BackendName;
  /** Reason for the choice. */
  readonly reason: string;
  /**
   * Backends that `'auto'` tried before it, each with the reason why it was passed over: an error's message. Empty for a
   * backend asked for by name.
   */
  readonly passedOver: readonly string[];
  /** The hardware behind it, where it says so. */
  readonly adapter?: string;
  /**
   * The numbers that it keeps. `'float16'` only on webgl, on devices that render no float32: there training is coarse, and
   * an optimizer's epsilon must not be small (`adam()` sees to it; give tfjs's optimizers 1e-3).
   */
  readonly precision: Precision;
  /**
   * Threads that are to compute on it, where gan-core decides that: on wasm. Where none can be started a warning comes later, and
   * `threads` of a Trainer's reports tells how many do compute.
   */
  readonly threads?: number;
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
 * @param backend - the backend's name, or `'auto'`; or that with the options in one object, as the Trainer takes it
 * @param options - `timeoutMs`, `wasmPaths`, `threads`, `winograd`
 * @returns which backend runs and why, and what was changed on it, with the way back
 * @throws ArgumentError for a name that isn't a backend's, an option that isn't as expected, or an unknown one
 * @throws BackendError if it isn't installed (with the npm command to run), can't run here, fails to start, or doesn't
 *   answer in time; the backend that ran before then runs again
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { useBackend } from 'gan-core/backends';
 * const { name, reason } = await useBackend('cpu');
 * console.log(name, reason); // → cpu it was asked for by name
 * console.log(tf.add(1, 2).dataSync()[0]); // → 3
 * ```
 */
export async function useBackend(
  backend: BackendName | 'auto' | BackendSettings,
  options: UseBackendOptions = {},
): Promise<ActiveBackend> {
  const { name, ...settings } = checkBackendSettings(backend, options);
  if (name === 'auto') return useFirst(isNode() ? bestInNode : bestInBrowsers, settings);
  return start(name, settings, { reason: 'it was asked for by name', passedOver: [] });
}

/** Candidates of `'auto'`, the fastest first. */
const bestInNode: readonly BackendName[] = ['node-gpu', 'node', 'wasm', 'cpu'];
const bestInBrowsers: readonly BackendName[] = ['webgl', 'wasm', 'cpu'];

async function useFirst(
  candidates: readonly BackendName[],
  options: UseBackendOptions,
): Promise<ActiveBackend> {
  const order = candidates.join(', ');
  const passedOver: string[] = [];
  for (const name of candidates) {
    try {
      const reason = `the first of ${order} that is installed and starts`;
      const backend = await start(name, options, { reason, passedOver: [...passedOver] });
      const weakness = weaknessOf(backend);
      if (!weakness) return backend;
      backend.restore();
      passedOver.push(`Backend '${name}': ${weakness}.`);
    } catch (error) {
      passedOver.push((error as Error).message);
    }
  }
  throw new BackendError('auto', `none of ${order} could be started. ${passedOver.join(' | ')}`);
}

/** Says why a running backend is worse for training than the next one; undefined where it isn't. */
function weaknessOf({ precision, adapter }: ActiveBackend): string | undefined {
  if (precision === 'float16') return 'the GPU keeps float16 only, too coarse for the updates of weights';
  return SOFTWARE_GPU.test(adapter ?? '') ? `the GPU is a program on the CPU (${adapter})` : undefined;
}

async function start(
  name: BackendName,
  options: UseBackendOptions,
  choice: Pick<ActiveBackend, 'reason' | 'passedOver'>,
): Promise<ActiveBackend> {
  const driver = await startBackend(name, options);
  const shared = shareKernelPatch(driver);
  const threads = shared.configure?.(options);
  const adapter = driver.adapter?.();
  watchDevice();
  return {
    name,
    ...choice,
    ...(adapter === undefined ? {} : { adapter }),
    ...(threads === undefined ? {} : { threads }),
    precision: backendPrecision(),
    addedKernels: shared.added,
    replacedKernels: shared.replaced,
    restore: shared.release,
  };
}
