export type { BackendName, UseBackendOptions } from './backend';
export { type ActiveBackend, useBackend } from './use-backend';
