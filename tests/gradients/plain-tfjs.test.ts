import { expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { conv2d } from './blocks/convolution';
import { dense, leakyRelu } from './blocks/dense';
import { flatten } from './blocks/shapes';
import { bound, relativeError } from './measure';
import { r1 } from './reference/penalties';
import { network } from './rows/network';

const plain = <T>(work: () => T) => work();

const wrong = [
  network('dense + tanh', { input: [4], blocks: () => [dense(5, 'tanh'), dense(1)] }),
  network('dense + sigmoid', { input: [4], blocks: () => [dense(5, 'sigmoid'), dense(1)] }),
  network('conv2d + tanh', {
    input: [4, 4, 2],
    blocks: () => [conv2d({ activation: 'tanh' }), flatten(), dense(1)],
  }),
];
const right = network('dense + softplus', { input: [4], blocks: () => [dense(5, 'softplus'), dense(1)] });
const throwing = network('dense + leakyReLU', {
  input: [4],
  blocks: () => [dense(5), leakyRelu(0.2), dense(1)],
});

describeOnBackends('the suite, held to plain tfjs', () => {
  test.each(wrong)('catches $name, which is silently wrong', async ({ prepare }) => {
    const subject = prepare();
    expect(await relativeError(subject, r1, plain)).toBeGreaterThan(1000 * bound);
    subject.dispose();
  });

  test('agrees where plain tfjs is right', async () => {
    const subject = right.prepare();
    expect(await relativeError(subject, r1, plain)).toBeLessThan(bound);
    subject.dispose();
  });

  test('sees that leakyReLU throws', async () => {
    const subject = throwing.prepare();
    await expect(relativeError(subject, r1, plain)).rejects.toThrow(
      'gradient function not found for Greater',
    );
    subject.dispose();
  });
});
