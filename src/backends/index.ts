/**
 * The start of a backend of TensorFlow.js, with the corrections that training needs.
 *
 * @packageDocumentation
 */
export { backendPrecision, type Precision } from '../tfjs';
export type { BackendName, BackendSettings, UseBackendOptions } from './backend';
export { backendNames, tfjsNameOf } from './backend-drivers';
export { checkBackendSettings } from './backend-settings';
export { type ActiveBackend, useBackend } from './use-backend';
export { type WatchedDevice, watchDevice } from './watch-device';
