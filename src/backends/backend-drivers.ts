import { ArgumentError, describeValue } from '../errors';
import type { BackendDriver, BackendName } from './backend';
import { nodeGpuInTfjs } from './node-gpu/tfjs-name';

/**
 * Loaders of the backends that gan-core knows, in the order in which they are shown: one file each, so that a page loads only
 * those of the backends that it uses.
 */
const drivers: Readonly<Record<BackendName, () => Promise<BackendDriver>>> = {
  cpu: async () => (await import('./cpu/driver')).cpu,
  wasm: async () => (await import('./wasm/driver')).wasm,
  webgl: async () => (await import('./webgl/driver')).webgl,
  webgpu: async () => (await import('./webgpu/driver')).webgpu,
  node: async () => (await import('./node/driver')).node,
  'node-gpu': async () => (await import('./node-gpu/driver')).nodeGpu,
};

/**
 * The backends that gan-core knows.
 *
 * @returns their names, as {@link useBackend} and the Trainer take them
 *
 * @example
 * ```ts
 * import { backendNames } from 'gan-core/backends';
 * console.log(backendNames().join(', ')); // → cpu, wasm, webgl, webgpu, node, node-gpu
 * ```
 */
export function backendNames(): readonly BackendName[] {
  return Object.keys(drivers) as BackendName[];
}

/**
 * Gives tfjs's name of a backend.
 *
 * @param name - gan-core's name for it
 * @returns the name that `tf.getBackend()` gives
 * @throws ArgumentError for a name that isn't a backend's
 *
 * @example
 * ```ts
 * import { tfjsNameOf } from 'gan-core/backends';
 * console.log(tfjsNameOf('wasm'), tfjsNameOf('node')); // → wasm tensorflow
 * ```
 */
export function tfjsNameOf(name: BackendName): string {
  checkBackendName('name', name);
  if (name === 'node') return 'tensorflow';
  return name === 'node-gpu' ? nodeGpuInTfjs.name : name;
}

/**
 * Refuses what isn't a backend's name.
 *
 * @param argument - what the caller named it
 * @param name - what came
 * @param also - what else would have done, as the message's end
 */
export function checkBackendName(argument: string, name: unknown, also = ''): void {
  const names = backendNames();
  if (names.includes(name as BackendName)) return;
  throw new ArgumentError(argument, `got ${describeValue(name)}; expected '${names.join("', '")}'${also}.`);
}

/** Loads what starts a backend. */
export function loadDriver(name: BackendName): Promise<BackendDriver> {
  return drivers[name]();
}
