import * as tf from '@tensorflow/tfjs-core';
import type { KernelRun } from './kernel-run';

const transposes = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

/** A product of matrices, with each of them transposed or not. */
export function products(rows: number, depth: number, columns: number): KernelRun[] {
  return transposes.map(([transposeA, transposeB]) => ({
    title: `matMul ${rows}x${depth}x${columns} ${transposeA ? 'Aᵀ' : 'A'}·${transposeB ? 'Bᵀ' : 'B'}`,
    operations: 2 * rows * depth * columns,
    kernel: 'BatchMatMul',
    inputs: {
      a: tf.randomNormal(transposeA ? [depth, rows] : [rows, depth]),
      b: tf.randomNormal(transposeB ? [columns, depth] : [depth, columns]),
    },
    attrs: { transposeA, transposeB },
  }));
}
