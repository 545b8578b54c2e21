export type { BackendName, BackendSettings, UseBackendOptions } from './backend';
export { backendNames, tfjsNameOf } from './backend-drivers';
export { checkBackendSettings } from './backend-settings';
export { type WatchedDevice, watchDevice } from './device-loss';
export { backendPrecision, type Precision } from './precision';
export { type ActiveBackend, useBackend } from './use-backend';
