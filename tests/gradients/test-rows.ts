import { memory } from '@tensorflow/tfjs-core';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { afterAll, describe, expect, test } from 'vitest';
import { describeOnBackends } from '../support/backends';
import { bound, type Row, relativeError } from './measure';
import { r1, wassersteinGp } from './reference/penalties';

/** Holds each row's worst relative error, under both penalties and on every backend, to its bound; prints all of them. */
export function testRows(title: string, rows: readonly Row[]): void {
  describe('d/dw of a gradient penalty is right', () => {
    describeOnBackends(title, (backend) => {
      const errors: Record<string, Record<string, string>> = {};
      for (const { name, prepare, wrong } of rows) {
        const run = wrong?.backends.includes(backend) ? test.fails : test;
        run(wrong?.backends.includes(backend) ? `${name} (${wrong.reason})` : name, async () => {
          const before = memory().numTensors;
          const subject = prepare();
          const results: Record<string, number> = {};
          for (const penalty of [r1, wassersteinGp])
            results[penalty.name] = await relativeError(subject, penalty, withSecondOrderGradients);
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
