import { useBackend } from 'gan-core/backends';
import { withSecondOrderGradients } from 'gan-core/gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { bound, type Row, relativeError } from '../gradients/measure';
import { r1, wassersteinGp } from '../gradients/reference/penalties';
import { tables } from '../gradients/rows/all';

/** Every so many rows of each table: a new shape compiles new shaders, so the whole of it would take long here. */
const stride = 3;

/** The bound of cpu and wasm; webgl's own sine and cosine are less exact. */
const boundOf = (name: string) => (name === 'sin' || name === 'cos' ? 5e-4 : bound);

describe('d/dw of a gradient penalty on webgl, against float64', () => {
  beforeAll(async () => {
    await useBackend('webgl');
  });

  const rows = Object.entries(tables).flatMap(([table, all]) =>
    (all as readonly Row[])
      .filter((_, index) => index % stride === 0)
      .map((row) => [table, row.name, row] as const),
  );
  for (const [table, name, row] of rows) {
    const test = row.wrong?.backends.includes('webgl') ? it.fails : it;
    test(`${table}: ${name}`, () => {
      const subject = row.prepare();
      const errors = [r1, wassersteinGp].map((penalty) =>
        relativeError(subject, penalty, withSecondOrderGradients),
      );
      subject.dispose();
      expect(Math.max(...errors)).toBeLessThan(boundOf(name));
    });
  }
});
