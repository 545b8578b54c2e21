export { checkSignal } from './check-signal';
export { createPauses, type Pauses } from './pauses';
export { throwIfAborted } from './throw-if-aborted';
