export { checkSignal } from './check-signal';
export { inBlocks } from './in-blocks';
export { inSteps } from './in-steps';
export { createPauses, type Pauses } from './pauses';
export { throwIfAborted } from './throw-if-aborted';
