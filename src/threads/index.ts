export { availableCores } from './available-cores';
export { Helpers } from './helpers';
export { inflatedBinary } from './inflated-binary';
export { instanceWithThreads } from './instance-with-threads';
export { mayBlock } from './may-block';
export { MOST_BY_ITSELF } from './most-threads';
export { canShareMemory, isShared, pagesPerGigabyte } from './shared-memory';
export { spinsBeforeSleep } from './spins-before-sleep';
export { withOwnMemory } from './with-own-memory';
