import { engine, memory } from '@tensorflow/tfjs-core';
import type { BackendName } from 'gan-core/backends';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, describe, expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { bound, type Row, relativeError, type Scope } from './measure';
import { r1, wassersteinGp } from './reference/penalties';

/** The kernels that right rows ran under R1, by backend. */
const kernelsOf: Partial<Record<BackendName, Set<string>>> = {};

/** The kernels that the rows tested until now have run on a backend, without rows where tfjs is wrong there. */
export const kernelsRunOn = (backend: BackendName): ReadonlySet<string> => kernelsOf[backend] ?? new Set();

/** Second-order gradients that write down which kernels the forward pass and the inner gradient run. */
const recordingOn =
  (backend: BackendName): Scope =>
  (work) => {
    const penalty = withSecondOrderGradients(work);
    const tape = engine().state.activeTape as unknown as { kernelName: string }[];
    kernelsOf[backend] ??= new Set();
    for (const { kernelName } of tape) kernelsOf[backend].add(kernelName);
    return penalty;
  };

/** Holds each row's worst relative error, under both penalties and on every backend, to its bound; prints all of them. */
export function testRows(title: string, rows: readonly Row[]): void {
  describe('d/dw of a gradient penalty is right', () => {
    describeOnBackends(title, (backend) => {
      const errors: Record<string, Record<string, string>> = {};
      for (const { name, prepare, wrong } of rows) {
        const reason = wrong?.backends.includes(backend) ? wrong.reason : undefined;
        const isWrong = reason !== undefined;
        const run = isWrong ? test.fails : test;
        run(isWrong ? `${name} (${reason})` : name, async () => {
          const before = memory().numTensors;
          const subject = prepare();
          const results: Record<string, number> = {};
          const scopes = [
            isWrong ? withSecondOrderGradients : recordingOn(backend),
            withSecondOrderGradients,
          ];
          for (const [index, penalty] of [r1, wassersteinGp].entries())
            results[penalty.name] = await relativeError(subject, penalty, scopes[index]!);
          subject.dispose();
          errors[name] = mapValues(results, (error) => error.toExponential(1));
          expect(Math.max(...Object.values(results))).toBeLessThan(bound);
          expect(memory().numTensors, 'tensors left behind').toBe(before);
        });
      }
      afterAll(() => {
        console.log(`${title} on ${backend}`);
        console.table(errors);
      });
    });
  });
}

function mapValues<T, U>(record: Record<string, T>, f: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}
