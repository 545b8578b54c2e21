export { orAbort, yieldToEventLoop } from './event-loop';
export { createPauses, type Pauses } from './pauses';
