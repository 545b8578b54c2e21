// AssemblyScript: `npm run build:kernels` compiles it into ../kernels-binary.ts, and a test holds that to these sources. The memory
// is laid out by TypeScript, so there are no arrays, strings or objects here; the classes say how a job's parameters lie.
export { poolBytes, setPool, tallyOf } from '../../../threads/assembly/thread-pool';
export { exponentials } from './exponential';
export { leave } from './go-on';
export { beginNearPairs, goOnWithNearPairs } from './near-pairs';
export { beginPairNumbers, goOnWithPairNumbers } from './pair-numbers';
export { addRelabeled, sumSubsets } from './relabeled-pairs';
export { serve } from './serve';
export { beginSoftMinima, goOnWithSoftMinima, softMinimumWorkspace } from './soft-minimum';
