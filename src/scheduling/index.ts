export { checkSignal } from './check-signal';
export { eachInBlocks, inBlocks } from './in-blocks';
export { inSteps } from './in-steps';
export { orAborted } from './or-aborted';
export { createPauses, type Pauses } from './pauses';
export { throwIfAborted } from './throw-if-aborted';
