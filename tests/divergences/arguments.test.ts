import * as divergences from 'gan-core/divergences';
import { describe, expect, it } from 'vitest';
import { fixedMeasures } from './discrete/fixed-measures';
import { expectRefusal } from './refusals';

const half = [0.5, 0.5];

const takers: Record<string, (p: ArrayLike<number>, q: ArrayLike<number>) => number> = {
  ...fixedMeasures,
  alphaDivergence: (p, q) => divergences.alphaDivergence(p, q, 2),
  renyiDivergence: (p, q) => divergences.renyiDivergence(p, q, 2),
  valueFunction: (p, q) => divergences.valueFunction(p, q, half),
};

describe.each(Object.entries(takers))('%s refuses what is no distribution', (_, take) => {
  it.each<[string, unknown, RegExp]>([
    ['a negative entry', [-0.1, 1.1], /entry 0 is -0\.1; expected a probability from 0 to 1/],
    ['NaN', [Number.NaN, 1], /entry 0 is NaN/],
    ['an infinite entry', [0.5, Infinity], /entry 1 is Infinity/],
    ['an entry that is no number', ['0.5', 0.5], /entry 0 is the string '0.5'; expected a probability/],
    ['counts', [3, 7], /Divide counts by their sum/],
    ['a sum below 1', [0.5, 0.4], /sum to 0\.9; expected 1 within 0\.000001.*divide each entry/],
    ['a sum that is off by more than 1e-6', [0.5, 0.500002], /sum to/],
    ['an empty array', [], /empty/],
    ['a number', 1, /got a number \(1\); expected an array of numbers/],
    ['null', null, /got null; expected an array/],
    ['a tensor-like object', { shape: [2] }, /await tensor\.data\(\)/],
  ])('%s, as p and as q', (_, bad, message) => {
    expectRefusal(() => take(bad as number[], half), 'p', message);
    expectRefusal(() => take(half, bad as number[]), 'q', message);
  });
  it('different lengths', () => {
    expectRefusal(() => take(half, [0.2, 0.3, 0.5]), 'q', /3 entries where p has 2/);
  });
  it('but takes typed arrays and float32 rounding', () => {
    const p = new Float32Array([0.1, 0.9]);
    expect(Number.isFinite(take(p, new Float32Array([0.3, 0.7])))).toBe(true);
  });
});

describe('parameters', () => {
  it.each([Number.NaN, Infinity, -Infinity])('alphaDivergence refuses %d', (alpha) => {
    expectRefusal(() => divergences.alphaDivergence(half, half, alpha), 'alpha', /expected a finite number/);
  });
  it.each([Number.NaN, -0.1, -Infinity])('renyiDivergence refuses the order %d', (order) => {
    expectRefusal(() => divergences.renyiDivergence(half, half, order), 'order', /in \[0, Infinity\]/);
  });
  it('valueFunction refuses a d outside [0, 1], of another length, or of no numbers', () => {
    const value = (d: unknown) => () => divergences.valueFunction(half, half, d as number[]);
    expectRefusal(value([0.5, 1.2]), 'd', /entry 1 is 1\.2.*sigmoid/);
    expectRefusal(value([Number.NaN, 0.5]), 'd', /NaN/);
    expectRefusal(value([0.5]), 'd', /1 entries where p has 2/);
    expectRefusal(value(0.5), 'd', /expected an array/);
  });
  it.each([Number.NaN, 0.1, Infinity])('jensenShannonFromValue refuses %d', (v) => {
    expectRefusal(() => divergences.jensenShannonFromValue(v), 'v', /pass -loss/);
  });
  it('optimalDiscriminator refuses what is no density, and a mix of kinds', () => {
    const d = divergences.optimalDiscriminator as (p: unknown, q: unknown) => unknown;
    expectRefusal(() => d(-1, 1), 'p', /got -1; expected a density/);
    expectRefusal(() => d(1, Number.NaN), 'q', /NaN/);
    expectRefusal(() => d(Infinity, 1), 'p', /Infinity/);
    expectRefusal(() => d([1, -1], [1, 1]), 'p', /entry 1 is -1/);
    expectRefusal(() => d([1], [1, 1]), 'q', /2 entries where p has 1/);
    expectRefusal(() => d([], []), 'p', /empty/);
    expectRefusal(() => d(1, [1]), 'q', /array where p is a single number/);
    expectRefusal(() => d([1], 1), 'p', /array where q is a single number/);
    expectRefusal(() => d('1', [1]), 'p', /got the string '1'/);
  });
});
