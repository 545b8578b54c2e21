import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type ActiveBackend, useBackend } from 'gan-core/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

tf.enableProdMode();

/** x of the shape, with the values 0, 1, 2, … */
const counted = (shape: number[]) => tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape);
const names = tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName);
/** Of [2, 1] batches by some of [2, 4]: each product as if it were alone. */
function expectProducts(a: tf.Tensor, b: tf.Tensor): void {
  const product = tf.matMul(a, b);
  expect(product.shape).toEqual([2, 4, 2, 2]);
  const all = tf.broadcastTo(b, [2, 4, 3, 2]);
  const matrix = (of: tf.Tensor, place: number[]) =>
    tf.reshape(tf.slice(of, place, [1, 1]), of.shape.slice(-2));
  for (const i of [0, 1])
    for (const j of [0, 1, 2, 3])
      expect(matrix(product, [i, j]).arraySync()).toEqual(
        tf.matMul(matrix(a, [i, 0]), matrix(all, [i, j])).arraySync(),
      );
}
const kernels = () => names.map((name) => tf.getKernel(name, 'cpu'));

// The gradients of these are held to float64 and to differences in tests/gradients.
describe('what tfjs has wrong on cpu', () => {
  const before = kernels();
  let active: ActiveBackend;
  beforeAll(async () => {
    active = await useBackend('cpu');
  });
  afterAll(() => {
    active.restore();
    expect(kernels()).toEqual(before);
    expect(tf.getKernelsForBackend('cpu')).toHaveLength(names.length);
    expect(tf.memory().numTensors).toBe(0);
  });
  const check = (name: string, work: () => void) => it(name, () => tf.tidy(work));

  check('sums and products along an axis that is counted from the end', () => {
    const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    expect([...tf.cumsum(x, -1).dataSync()]).toEqual([1, 3, 3, 7, 5, 11, 7, 15]);
    expect([...tf.cumprod(x, -2).dataSync()]).toEqual([1, 2, 3, 8, 5, 6, 35, 48]);
    expect(tf.cumsum(x, -3).arraySync()).toEqual(tf.cumsum(x, 0).arraySync());
  });

  check('every second row of one column', () => {
    const taken = tf.stridedSlice(counted([5, 6]), [0, 1], [5, 2], [2, 1], 0, 0, 0, 0, 2);
    expect(taken.arraySync()).toEqual([1, 13, 25]);
  });

  check('einsum over several indices, by sums and products', () => {
    const [a, b] = [counted([2, 3]), counted([3, 4])];
    const expected = tf.sum(tf.matMul(a, b), 0);
    expect(tf.einsum('bi,ij->j', a, b).arraySync()).toEqual(expected.arraySync());
    expect(tf.einsum('ij,k->', a, tf.tensor1d([2, 5])).arraySync()).toBe(15 * 7);
    expect(tf.einsum('ii->i', counted([3, 3])).arraySync()).toEqual([0, 4, 8]);
    expect(() => tf.einsum('ij,jk->ik', a, counted([4, 2]))).toThrow("'j' is 3 and 4");
    expect(() => tf.einsum('ij->i', counted([2, 3, 4]))).toThrow(
      "shape [2,3,4]; expected one size a letter of 'ij'",
    );
  });

  check('einsum that has nothing to do gives a tensor of its own', () => {
    const x = tf.tensor([1, 2], [1, 2], 'int32');
    const y = tf.einsum('ij->ij', x);
    expect(y).not.toBe(x);
    expect(y.dtype).toBe('int32');
    y.dispose();
    expect(x.arraySync()).toEqual([[1, 2]]);
  });

  check('products of matrices in batches of which each side lacks some', () => {
    for (const shape of [
      [4, 3, 2],
      [2, 4, 3, 2],
      [1, 4, 3, 2],
    ])
      expectProducts(counted([2, 1, 2, 3]), counted(shape));
  });

  check('transforms of all images', () => {
    const images = counted([3, 4, 5, 2]) as tf.Tensor4D;
    const matrices = tf.tensor2d([
      [1, 0, 1, 0, 1, -1, 0, 0],
      [0, 1, 0.25, 1, 0, 0, 0, 0],
      [0.5, 0, 0, 0, 2, 0, 0, 0],
    ]);
    const all = tf.unstack(tf.image.transform(images, matrices, 'bilinear', 'reflect', 0, [6, 3]));
    for (const [index, image] of tf.split(images, 3).entries()) {
      const alone = tf.image.transform(
        image as tf.Tensor4D,
        tf.slice(matrices, index, 1),
        'bilinear',
        'reflect',
        0,
        [6, 3],
      );
      expect(all[index]!.dataSync()).toEqual(alone.dataSync());
    }
    expect(all[1]!.arraySync()).not.toEqual(all[0]!.arraySync());
  });

  check('an update of places leaves the tensor as it was', () => {
    const x = tf.ones([3, 2]);
    const updated = tf.tensorScatterUpdate(x, tf.tensor2d([[1]], [1, 1], 'int32'), tf.zeros([1, 2]));
    expect([...updated.dataSync()]).toEqual([1, 1, 0, 0, 1, 1]);
    expect([...x.dataSync()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  check('of nothing, all are true', () => {
    expect(tf.all(tf.zeros([2, 0], 'bool'), 1).arraySync()).toEqual([1, 1]);
    expect(tf.any(tf.zeros([2, 0], 'bool'), 1).arraySync()).toEqual([0, 0]);
  });
});
