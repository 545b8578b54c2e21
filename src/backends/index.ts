export type { BackendName, UseBackendOptions } from './backend';
export { backendPrecision, type Precision } from './precision';
export { type ActiveBackend, tfjsNameOf, useBackend } from './use-backend';
