// Registers tfjs-core's gradients when it is imported. package.json says which file that is: in Node one of ours, since
// Node can't load tfjs-core's own; elsewhere tfjs-core's.
declare module '#tfjs-gradients';

// Gives tensors the methods that tfjs-layers calls, when it is imported: src/models/chained-operations.ts.
declare module '#chained-operations';
