export type { BackendName, UseBackendOptions } from './backend';
export { type ActiveBackend, tfjsNameOf, useBackend } from './use-backend';
