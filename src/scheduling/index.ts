export { checkSignal } from './check-signal';
export { orAbort } from './event-loop';
export { createPauses, type Pauses } from './pauses';
export { throwIfAborted } from './throw-if-aborted';
