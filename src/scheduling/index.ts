export { orAbort, yieldToEventLoop } from './event-loop';
export { createPauses } from './pauses';
