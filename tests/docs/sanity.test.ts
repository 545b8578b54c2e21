import { readFileSync } from 'node:fs';
import * as everyMetric from 'gan-core/metrics';
import { describe, expect, it } from 'vitest';
import type { MetricKind, SanityCheck } from '../../scripts/sanity/check';
import { checks } from '../../scripts/sanity/checks';
import * as criteria from '../../scripts/sanity/curve';
import { leftOut } from '../../scripts/sanity/left-out';
import { type MeasuredSeries, measure } from '../../scripts/sanity/measure';
import { type Measured, outcome, withTable } from '../../scripts/sanity/page';
import { metrics, subjects } from '../../scripts/sanity/subjects';
import { root } from './program';

const page = readFileSync(`${root}/docs/metrics.md`, 'utf8');
const measured = JSON.parse(readFileSync(`${root}/docs/assets/sanity.json`, 'utf8')) as Measured;
const check = (name: string) => checks.find((each) => each.name === name) as SanityCheck;
const metric = (of: string) => metrics.filter((each) => each.of === of);

describe('the page', () => {
  it('has the tables of the figures that were measured', () => {
    expect(withTable(page, measured)).toBe(page);
  });

  it('has all 15 checks and all metrics that two sets of samples are enough for', () => {
    expect(checks).toHaveLength(15);
    for (const { name, title, series } of checks) {
      expect(page).toContain(`| ${title} |`);
      expect(measured[name]!.map(({ label }) => label)).toEqual(series.map(({ label }) => label));
      for (const { curves } of measured[name]!)
        expect(Object.keys(curves)).toEqual(subjects.map((subject) => subject.name));
    }
    const functions = Object.keys(everyMetric).filter(
      (name) => !/Features|FeatureMoments|featuresFrom|digitClassifier/.test(name),
    );
    expect([...metrics.map(({ of }) => of), ...Object.keys(leftOut)].sort()).toEqual(functions.sort());
    for (const name of Object.keys(leftOut)) expect(page).toContain(`\`${name}\``);
  });
});

describe('a check that is run again', () => {
  /** Against what was measured, to its four figures. */
  function same(again: readonly MeasuredSeries[], name: string, subject: string) {
    again.forEach(({ curves }, at) => {
      const before = measured[name]![at]!.curves[subject]!;
      curves[subject]!.y.forEach((value, point) => {
        const scale = Math.max(1, ...before.y.map(Math.abs));
        expect(Math.abs(value - before.y[point]!) / scale).toBeLessThan(1e-3);
      });
    });
  }

  it.each([
    ['gaussian-mixture-mode-dropping-invention', 'clippedDensityCoverage', 'clipped coverage'],
    ['gaussian-mean-difference-with-pareto', 'frechetDistance', 'Fréchet'],
    ['gaussian-scaling-one-dimension', 'frechetDistance', 'Fréchet'],
  ])('%s by %s has the figures of the page', async (name, of, subject) => {
    same(await measure(check(name), 2, metric(of)), name, subject);
  });

  it('has the square of a shift for the Fréchet distance, whatever the scale of the other axis', async () => {
    // Real samples are standardized, so that a shift by 6 along one of two axes is 6², whatever the other's scale.
    const [{ curves }] = (await measure(
      check('gaussian-scaling-one-dimension'),
      2,
      metric('frechetDistance'),
    )) as [MeasuredSeries];
    for (const value of curves.Fréchet!.y) expect(Math.abs(value / 36 - 1)).toBeLessThan(0.1);
  });
});

describe('the advice beneath the tables', () => {
  const of = (name: string, subject: string) =>
    outcome(name, subjects.find((each) => each.name === subject)!, measured);
  const passes = (subject: string) => checks.filter(({ name }) => of(name, subject) === 'pass').length;

  it.each<[string, readonly string[], 'pass' | 'fail']>([
    ['gaussian-mean-difference-with-outlier', ['precision', 'recall'], 'fail'],
    ['gaussian-mixture-simultaneous-mode-dropping', ['coverage', 'clipped coverage'], 'pass'],
    ['gaussian-mixture-sequential-mode-dropping', ['coverage', 'clipped coverage'], 'pass'],
    ['gaussian-mixture-simultaneous-mode-dropping', ['recall'], 'fail'],
    ['gaussian-high-dim-one-disjoint-dim', ['C2ST', 'MIND'], 'pass'],
    ['gaussian-high-dim-one-disjoint-dim', ['KID', 'CMMD'], 'fail'],
    ['uniform-hypercube-varying-size', ['Fréchet'], 'fail'],
    ['uniform-hypercube-varying-size', ['Fréchet ∞', 'KID', 'C2ST'], 'pass'],
    ['gaussian-std-difference', ['KID', 'coverage', 'clipped coverage'], 'fail'],
    ['gaussian-std-difference', ['Fréchet', 'Fréchet ∞', 'MIND', 'C2ST'], 'pass'],
  ])('rests on %s of %s: %s', (name, columns, expected) => {
    for (const column of columns) expect([column, of(name, column)]).toEqual([column, expected]);
  });

  it('rests on the checks that no metric of fidelity or variety passes', () => {
    const apart = subjects.filter(({ kind }) => kind !== 'distance').map((subject) => subject.name);
    const failed = ['uniform-hypersphere-surface', 'gaussian-high-dim-one-disjoint-dim'];
    for (const name of [...failed, 'discrete-numerical-vs-continuous-numerical'])
      expect(apart.map((subject) => of(name, subject))).toEqual(apart.map(() => 'fail'));
  });

  it('rests on the number of checks that a distance passes', () => {
    for (const subject of ['MIND', 'Fréchet ∞', 'C2ST']) expect(passes(subject)).toBeGreaterThanOrEqual(12);
    for (const subject of ['Fréchet', 'KID']) expect(passes(subject)).toBeLessThan(12);
  });
});

describe('criteria', () => {
  const curve = (y: number[], x = y.map((_, at) => at)) => ({
    x,
    y,
    lower: y,
    upper: y,
    equal: y.map(() => 0),
  });

  it.each<[string, criteria.Criterion, number[], number[]]>([
    ['bell', criteria.bell(2), [0, 0.4, 1, 0.5, 0.05], [0, 0.4, 0.8, 1, 0.05]],
    ['lowToHigh', criteria.lowToHigh, [0.1, 0.02, 0.5, 1], [0.5, 0, 0.8, 1]],
    ['highToLow', criteria.highToLow, [1, 0.5, 0.1], [1, 0.95, 0.9]],
    ['highToLowBy', criteria.highToLowBy(1), [1, 0.8, 0.1], [1, 0.95, 0.1]],
    ['horizontal', criteria.horizontal, [0.5, 0.54, 0.52], [0.5, 0.56, 0.5]],
    ['converging', criteria.converging, [0, 0.2, 0.5, 0.52, 0.51], [0, 0.2, 0.5, 0.6, 0.65]],
    ['firstIs', criteria.firstIs(1), [0.96, 0], [0.94, 0]],
    ['lastIs', criteria.lastIs(0), [1, -0.04], [1, 0.06]],
    ['valueIs', criteria.valueIs(1, 1), [0, 1.04, 0], [0, 1.06, 0]],
    ['nearZeroAt', criteria.nearZeroAt(0), [0.5, 11], [0.6, 11]],
    ['growingFrom', criteria.growingFrom(1), [3, 1, 2, 9], [3, 1, 9, 2]],
    ['seenAt', criteria.seenAt(1), [0, 0.1, 9], [0.2, 0.1, 9]],
    ['steady', criteria.steady, [10, 9.1], [10, 8.9]],
    ['settling', criteria.settling, [0, 5, 10, 9.5], [0, 5, 10, 8]],
    ['tellsFirst', criteria.tellsFirst, [0.1, 0], [-0.1, 1]],
    ['tellsLast', criteria.tellsLast, [0, 0.1], [1, -0.1]],
  ])('%s holds of one and not of the other', (_, criterion, good, bad) => {
    expect([criterion(curve(good)), criterion(curve(bad))]).toEqual([true, false]);
  });

  it('of all kinds are there where a check is one of both', () => {
    const kinds: MetricKind[] = ['fidelity', 'diversity', 'distance'];
    for (const { series } of checks)
      for (const { shape } of series) for (const kind of kinds) expect(shape[kind].length).toBeGreaterThan(0);
  });
});
