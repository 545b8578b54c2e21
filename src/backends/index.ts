export type { BackendName, UseBackendOptions } from './backend';
export { type WatchedDevice, watchDevice } from './device-loss';
export { backendPrecision, type Precision } from './precision';
export { type ActiveBackend, backendNames, tfjsNameOf, useBackend } from './use-backend';
