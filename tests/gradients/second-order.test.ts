import { expect, test } from 'vitest';
import { twiceDifferentiable } from '../../src/gradients/twice-differentiable';
import { describeOnBackends } from '../support/backends';
import { tables } from './rows/all';
import { kernelsRunOn, testRows } from './test-rows';

for (const [title, rows] of Object.entries(tables)) testRows(title, rows);

/** Kernels in whose place tfjs's operations run others. */
const neverRun = ['BroadcastTo', 'LogSoftmax'];

describeOnBackends('the list of kernels that are right to second order', (backend) => {
  test('names none that no row above has run', () => {
    const run = kernelsRunOn(backend);
    expect(twiceDifferentiable.filter((kernel) => !run.has(kernel) && !neverRun.includes(kernel))).toEqual(
      [],
    );
  });
});
