import { ArgumentError, describeValue } from '../errors';
import type { BackendDriver, BackendName } from './backend';
import { cpu } from './cpu/driver';
import { node } from './node/driver';
import { nodeGpu } from './node-gpu/driver';
import { wasm } from './wasm/driver';
import { webgl } from './webgl/driver';
import { webgpu } from './webgpu/driver';

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
 * @throws ArgumentError for a name that isn't a backend's
 */
export function tfjsNameOf(name: BackendName): string {
  const driver = backendDrivers.find((each) => each.name === name);
  if (driver) return driver.tfjsName;
  throw new ArgumentError('name', `got ${describeValue(name)}; expected '${backendNames().join("', '")}'.`);
}
