import * as tf from '@tensorflow/tfjs-core';
import type { Row } from '../measure';
import { multiply, power, total } from '../reference/arithmetic';
import { broadcastShape, NdArray } from '../reference/nd-array';
import { range } from '../reference/range';
import { dot } from '../reference/scalar';
import { linearOperation, operation } from './operation';

const square = (x: NdArray) => x.map((value) => power(value, 2));
const matMulRows = [false, true].flatMap((transposeA) =>
  [false, true].flatMap((transposeB) =>
    [
      { batch: [], batchOfB: [] },
      { batch: [2], batchOfB: [2] },
      { batch: [2], batchOfB: [1] },
      { batch: [], batchOfB: [2] },
      { batch: [2, 1], batchOfB: [1, 3] },
    ].map(({ batch, batchOfB }) => {
      const a = transposeA ? [4, 3] : [3, 4];
      const b = transposeB ? [5, 4] : [4, 5];
      const names = [transposeA ? 'Aᵀ' : 'A', transposeB ? 'Bᵀ' : 'B'].join('·');
      return operation(`matMul ${names}, batches [${batch}] and [${batchOfB}]`, {
        x: [...batch, ...a],
        weights: [[...batchOfB, ...b]],
        wrong:
          batch.length > 1
            ? { backends: ['webgl', 'webgpu', 'node-gpu'], reason: 'tfjs: BatchMatMul, forward already' }
            : undefined,
        tensor: (x, w) => tf.square(tf.matMul(x, w!, transposeA, transposeB)),
        reference: (x, w) => square(product(turned(x, transposeA), turned(w!, transposeB))),
      });
    }),
  ),
);

function turned(x: NdArray, transposed: boolean): NdArray {
  const last = x.shape.length - 1;
  return transposed ? x.permute([...range(last - 1), last, last - 1]) : x;
}

function product(a: NdArray, b: NdArray): NdArray {
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const depth = a.shape.at(-1)!;
  return NdArray.from([...batch, a.shape.at(-2)!, b.shape.at(-1)!], (indices) => {
    const [row, column] = indices.splice(-2) as [number, number];
    return dot(
      range(depth).map((index) => a.broadcastAt([...indices, row, index])),
      range(depth).map((index) => b.broadcastAt([...indices, index, column])),
    );
  });
}

/** einsum by its definition: a sum over all values of all letters. */
function einsum(equation: string, a: NdArray, b: NdArray): NdArray {
  const [left, result] = equation.split('->') as [string, string];
  const [first, second] = left.split(',') as [string, string];
  const sizes = new Map([...first].map((letter, axis) => [letter, a.shape[axis]!]));
  [...second].forEach((letter, axis) => {
    sizes.set(letter, b.shape[axis]!);
  });
  const summed = [...sizes.keys()].filter((letter) => !result.includes(letter));
  const sums = NdArray.from(
    [...result, ...summed].map((letter) => sizes.get(letter)!),
    (indices) => {
      const at = (letter: string) => indices[[...result, ...summed].indexOf(letter)]!;
      return multiply(a.at([...first].map(at)), b.at([...second].map(at)));
    },
  );
  return sums.reduce(
    range(summed.length).map((axis) => axis + result.length),
    total,
  );
}

/** What tfjs's kernel gets wrong, or its gradients need: more than one summed index, or one in the second operand alone. */
const severalSums = ['bi,ij->j', 'ij,k->ik'];

const einsumRows = [
  { equation: 'ij,jk->ik', x: [3, 4], w: [4, 5] },
  { equation: 'bi,bj->bij', x: [3, 4], w: [3, 2] },
  { equation: 'bij,bjk->bik', x: [2, 3, 4], w: [2, 4, 3] },
  { equation: 'bi,bi->b', x: [3, 4], w: [3, 4] },
  { equation: 'bij,jk->bki', x: [2, 3, 4], w: [4, 3] },
  { equation: 'bi,ij->j', x: [3, 4], w: [4, 2] },
  { equation: 'ij,k->ik', x: [3, 4], w: [2] },
].map(({ equation, x, w }) =>
  operation(`einsum ${equation}`, {
    x,
    weights: [w],
    wrong: severalSums.includes(equation)
      ? { backends: ['webgl'], reason: 'tfjs: Einsum, forward already' }
      : undefined,
    tensor: (input, weight) => tf.square(tf.einsum(equation, input, weight!)),
    reference: (input, weight) => square(einsum(equation, input, weight!)),
  }),
);

/** Of one operand: what is left where nothing is summed is the operand itself, in another order or in its own. */
const einsumsOfOne = [
  { equation: 'ij->j', reference: (x: NdArray) => x.reduce([0], total) },
  { equation: 'ij->i', reference: (x: NdArray) => x.reduce([1], total) },
  { equation: 'ij->', reference: (x: NdArray) => x.reduce([0, 1], total) },
  { equation: 'ij->ji', reference: (x: NdArray) => x.permute([1, 0]) },
  { equation: 'ij->ij', reference: (x: NdArray) => x },
].map(({ equation, reference }) =>
  linearOperation(`einsum ${equation}`, [3, 4], (x) => tf.einsum(equation, x), reference),
);
const diagonal = (x: NdArray) => NdArray.from([3], ([place]) => x.at([place!, place!]));
const refused = { backends: ['webgl'], reason: 'tfjs: Einsum refuses letters that come twice' } as const;
const einsumsOfDiagonals = [
  { equation: 'ii->i', reference: diagonal },
  { equation: 'ii->', reference: (x: NdArray) => diagonal(x).reduce([0], total) },
].map(({ equation, reference }) =>
  linearOperation(`einsum ${equation}`, [3, 3], (x) => tf.einsum(equation, x), reference, refused),
);

export const productRows: readonly Row[] = [
  ...matMulRows,
  ...einsumRows,
  ...einsumsOfOne,
  ...einsumsOfDiagonals,
];
