import { expect, it } from 'vitest';
import { namedMetrics, refusedMetrics, refusedSpellings } from '../../../src/node/compare/metric-names';
import { metricRuns } from '../../../src/node/compare/metric-runs';

it('every metric that can be named can be computed, and no two rows share a name', () => {
  expect(Object.keys(metricRuns)).toEqual(namedMetrics.map(({ name }) => name));
  const rows = Object.values(metricRuns).flatMap((run) => run.rows.map(({ name }) => name));
  expect(new Set(rows).size).toBe(rows.length);
});

it('no name is both a metric and refused', () => {
  const refused = [...Object.keys(refusedMetrics), ...Object.keys(refusedSpellings)];
  for (const { name } of namedMetrics) expect(refused).not.toContain(name);
});
