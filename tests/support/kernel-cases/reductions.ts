import type { Call, NextCall, Pick } from './pick';

/** Some axes of several, as tfjs's operations take them: one, or a list, some counted from the end. */
function someAxes(pick: Pick, rank: number): number | number[] {
  if (rank > 0 && pick.whole(0, 2) === 0) return pick.axis(rank);
  const chosen = pick.shuffled(rank).slice(0, pick.whole(1, rank));
  return chosen.map((axis) => (pick.truth() ? axis : axis - rank));
}

const over =
  (input: 'normal' | 'numeric' | 'bool'): NextCall =>
  (pick) => {
    const shape = pick.shape(1, 6);
    const x =
      input === 'bool'
        ? pick.bool(shape)
        : pick.any(shape, input === 'normal' ? ['float32'] : ['float32', 'int32']);
    return { inputs: { x }, attrs: { axis: someAxes(pick, shape.length), keepDims: pick.truth() } };
  };

const cumulative: NextCall = (pick) => {
  const shape = pick.shape(1, 5);
  return {
    inputs: { x: pick.any(shape, ['float32', 'int32']) },
    // Counted from the end, cpu computes nothing.
    attrs: { axis: pick.whole(0, shape.length - 1), exclusive: pick.truth(), reverse: pick.truth() },
  };
};

/** Its place, in a tensor of many equal values or of none. */
const best: NextCall = (pick) => {
  const shape = pick.shape(1, 5);
  return {
    inputs: { x: pick.truth() ? pick.apart(shape) : pick.int32(shape, 0, 2) },
    attrs: { axis: pick.axis(shape.length) },
  };
};

/** a·b with transposes; of the batches one may be a single one. */
function product(pick: Pick): Call & { readonly columns: number } {
  const [rows, depth, columns] = [pick.size(), pick.size(), pick.size()];
  const batches = pick.shape(0, 3);
  const [transposeA, transposeB] = [pick.truth(), pick.truth()];
  // Where each lacks batches that the other has, cpu is wrong.
  const alone = batches.map(() => 1);
  const [forA, forB] = pick.one([
    [batches, batches],
    [batches, alone],
    [alone, batches],
  ]) as [number[], number[]];
  return {
    inputs: {
      a: pick.normal([...forA, ...(transposeA ? [depth, rows] : [rows, depth])]),
      b: pick.normal([...forB, ...(transposeB ? [columns, depth] : [depth, columns])]),
    },
    attrs: { transposeA, transposeB },
    columns,
  };
}

/** Kernels that make one number of many along some axes. */
export const reductions: Readonly<Record<string, NextCall>> = {
  Sum: over('numeric'),
  Mean: over('normal'),
  Max: over('numeric'),
  Min: over('numeric'),
  Prod: over('numeric'),
  All: over('bool'),
  Any: over('bool'),
  ArgMax: best,
  ArgMin: best,
  Cumsum: cumulative,
  Cumprod: cumulative,
  Softmax: (pick) => {
    const shape = pick.shape(1, 5);
    return { inputs: { logits: pick.normal(shape) }, attrs: { dim: shape.length - 1 } };
  },
  TopK: (pick) => {
    const shape = pick.shape(1, 4);
    return {
      inputs: { x: pick.truth() ? pick.apart(shape) : pick.int32(shape, -2, 2) },
      attrs: { k: pick.whole(0, shape.at(-1)!), sorted: true },
    };
  },
  UnsortedSegmentSum: (pick) => {
    const shape = pick.shape(1, 4);
    const numSegments = pick.whole(1, 5);
    return {
      inputs: { x: pick.normal(shape), segmentIds: pick.int32([shape[0]!], -1, numSegments - 1) },
      attrs: { numSegments },
    };
  },
  Einsum: (pick) => {
    const [i, j, k, b] = [pick.size(), pick.size(), pick.size(), pick.size()];
    const [equation, ...shapes] = pick.one<[string, ...number[][]]>([
      ['ij,jk->ik', [i, j], [j, k]],
      ['bij,bjk->bik', [b, i, j], [b, j, k]],
      ['ij->ji', [i, j]],
      ['ij->', [i, j]],
      ['i,j->ij', [i], [j]],
      ['bij,bij->b', [b, i, j], [b, i, j]],
    ]);
    return { inputs: shapes.map((shape) => pick.normal(shape)), attrs: { equation } };
  },
  BatchMatMul: product,
  _FusedMatMul: (pick) => {
    const { columns, inputs, attrs } = product(pick);
    const activation = pick.one(['linear', 'relu', 'relu6', 'elu', 'prelu', 'leakyrelu', 'sigmoid']);
    return {
      inputs: {
        ...inputs,
        ...(pick.truth() ? { bias: pick.normal([columns]) } : {}),
        ...(activation === 'prelu' ? { preluActivationWeights: pick.normal([columns]) } : {}),
      } as Call['inputs'],
      attrs: { ...attrs, activation, leakyreluAlpha: 0.3 },
    };
  },
};
