import type { BackendDriver, BackendName } from './backend';
import { cpu } from './cpu';
import { node } from './node';
import { nodeGpu } from './node-gpu';
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

/**
 * What tfjs calls a backend.
 *
 * @param name - gan-core's name for it
 * @returns the name that `tf.getBackend()` gives
 */
export function tfjsNameOf(name: BackendName): string {
  return backendDrivers.find((driver) => driver.name === name)?.tfjsName ?? name;
}
