import { engine } from '@tensorflow/tfjs-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { expect, test } from 'vitest';
import { twiceDifferentiable } from '../../src/gradients/twice-differentiable';
import { describeOnBackends } from '../support/backends';
import { type Scope, tensorGradients } from './measure';
import { r1 } from './reference/penalties';
import { tables } from './rows/all';

/** Kernels in whose place tfjs's operations run others. */
const neverRun = ['BroadcastTo', 'LogSoftmax'];

describeOnBackends('the list of kernels that are right to second order', (backend) => {
  test('names none that no row runs', async () => {
    const run = new Set<string>();
    const recording: Scope = (work) => {
      const penalty = withSecondOrderGradients(work);
      const tape = engine().state.activeTape as unknown as { kernelName: string }[];
      for (const { kernelName } of tape) run.add(kernelName);
      return penalty;
    };
    for (const { prepare, wrong } of Object.values(tables).flat()) {
      if (wrong?.backends.includes(backend)) continue;
      const subject = prepare();
      await tensorGradients(subject, r1, recording);
      subject.dispose();
    }
    expect(twiceDifferentiable.filter((kernel) => !run.has(kernel) && !neverRun.includes(kernel))).toEqual(
      [],
    );
  });
});
