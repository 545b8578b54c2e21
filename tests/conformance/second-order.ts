import type { BackendName } from 'gan-core/backends';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { describe, expect, it } from 'vitest';
import { type Row, relativeError } from '../gradients/measure';
import { r1, wassersteinGp } from '../gradients/reference/penalties';
import { tables } from '../gradients/rows/all';

/** Where a GPU's own function is less exact than the tolerance: its sine, cosine and tangent. */
const lessExact: Readonly<Record<string, number>> = { sin: 5e-4, cos: 5e-4, tan: 5e-4 };

/** Holds d/dw of two gradient penalties to float64, over every so many rows of tests/gradients. */
export function conformSecondOrder(backend: BackendName, tolerance: number, everyRow: number): void {
  describe('d/dw of a gradient penalty', () => {
    for (const [table, rows] of Object.entries(tables)) {
      for (const row of (rows as readonly Row[]).filter((_, index) => index % everyRow === 0)) {
        const test = row.wrong?.backends.includes(backend) ? it.fails : it;
        test(`${table}: ${row.name}`, async () => {
          const subject = row.prepare();
          for (const penalty of [r1, wassersteinGp]) {
            const error = await relativeError(subject, penalty, withSecondOrderGradients);
            expect(error).toBeLessThan(lessExact[row.name] ?? tolerance);
          }
          subject.dispose();
        });
      }
    }
  });
}
