import {
  add,
  broadcastTo,
  div,
  expandDims,
  gather,
  greaterEqual,
  logicalAnd,
  mean,
  minimum,
  pad,
  reshape,
  sign,
  slice,
  split,
  square,
  squeeze,
  stridedSlice,
  sub,
  sum,
  Tensor,
  transpose,
} from '@tensorflow/tfjs-core';

// tfjs-layers calls these as methods of tensors (x.flatten()), in the initializer `orthogonal`, and so in every LSTM and GRU, in
// the metric r2Score and in parts of its language models; tfjs-core's own gradients call some, too. tfjs-core makes them
// methods in modules that its index leaves out, and that Node can't import. A program that imports `@tensorflow/tfjs` has
// them all, and keeps its own. tests/models/chained-operations.test.ts holds this list to tfjs-layers's sources.
const operations = {
  add,
  broadcastTo,
  div,
  expandDims,
  flatten: (x: Tensor) => reshape(x, [x.size]),
  gather,
  greaterEqual,
  logicalAnd,
  mean,
  minimum,
  pad,
  reshape,
  sign,
  slice,
  split,
  square,
  squeeze,
  stridedSlice,
  sub,
  sum,
  transpose,
};

for (const [name, operation] of Object.entries(operations)) {
  if (name in Tensor.prototype) continue;
  const call = operation as (x: Tensor, ...more: unknown[]) => unknown;
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Tensor, ...more: unknown[]) {
      return call(this, ...more);
    },
  });
}
