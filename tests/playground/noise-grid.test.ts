import { expect, it } from 'vitest';
import { noiseGrid } from '../../playground/src/training/noise-grid';

it('a line of normal noise lies at the quantiles', () => {
  const { values } = noiseGrid({ noise: 'normal', noiseSize: 1 })!;
  expect(values).toHaveLength(625);
  expect(values[312]).toBeCloseTo(0, 6);
  // Of tables: Φ⁻¹(0.9992) = 3.155907, Φ⁻¹(0.25) = −0.674490; the place at 0.25 is between 155.5 and 156.
  expect(values[624]).toBeCloseTo(3.155907, 4);
  expect((values[155]! + values[156]!) / 2).toBeCloseTo(-0.67449, 2);
});

it('a grid goes row by row', () => {
  const { values, side } = noiseGrid({ noise: 'uniform', noiseSize: 2 })!;
  expect(values).toHaveLength(2 * side * side);
  expect([...values.slice(0, 4)].map((value) => value.toFixed(2))).toEqual([
    '-0.96',
    '-0.96',
    '-0.88',
    '-0.96',
  ]);
});

it('noise of more values has no grid', () => {
  expect(noiseGrid({ noise: 'normal', noiseSize: 3 })).toBeUndefined();
});
