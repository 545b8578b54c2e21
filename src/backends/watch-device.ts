import {
  backend,
  engine,
  findBackend,
  getBackend,
  registerBackend,
  removeBackend,
} from '@tensorflow/tfjs-core';
import { isStarted } from '../tfjs';
import type { DeviceEvents } from './backend';
import { webglDeviceEvents } from './webgl/device-events';
import { webgpuDeviceEvents } from './webgpu/device-events';

/** A GPU behind a backend. It may be taken away, and tfjs doesn't say so: it goes on with zeros, or waits for ever. */
export interface WatchedDevice {
  /** Describes how the device was lost, as a part of a sentence; undefined while it computes. */
  loss(): string | undefined;
  /** The same, as soon as it happens. */
  readonly lost: Promise<string>;
}

/** Sources of a device's events, by tfjs's name of the backend. */
const deviceEvents: Readonly<Record<string, () => DeviceEvents>> = {
  webgl: webglDeviceEvents,
  webgpu: webgpuDeviceEvents,
};

/** Watched devices by tfjs's object for the backend: a restarted backend is another one. */
const watched = new WeakMap<object, WatchedDevice>();

/**
 * Watches the device behind the running backend, from the first call on. A lost device stays lost, even if the browser
 * gives its context back: what was on it is gone.
 *
 * @returns the device; undefined for a backend that has none which can be lost
 *
 * @example
 * ```ts
 * import { useBackend, watchDevice } from 'gan-core/backends';
 * await useBackend('cpu');
 * // Of webgl and webgpu: `watchDevice()?.lost.then((what) => …)`. A CPU isn't lost.
 * console.log(watchDevice()); // → undefined
 * ```
 */
export function watchDevice(): WatchedDevice | undefined {
  const events = deviceEvents[getBackend() ?? ''];
  if (!events) return undefined;
  const known = watched.get(backend());
  if (known) return known;
  const { lost, loss } = events();
  let told: string | undefined;
  lost.then((what) => {
    told = what;
  });
  const device = { lost, loss: () => told ?? loss?.() };
  watched.set(backend(), device);
  return device;
}

/**
 * Has tfjs forget a backend whose device was lost, so that it can be started anew. Tensors of it whose values are in the
 * CPU's memory live on.
 */
export function forgetIfLost(tfjsName: string): void {
  if (!isStarted(tfjsName)) return;
  const instance = findBackend(tfjsName) as object;
  if (watched.get(instance)?.loss() === undefined) return;
  const { factory, priority } = engine().registryFactory[tfjsName]!;
  removeBackend(tfjsName);
  registerBackend(tfjsName, factory, priority);
}
