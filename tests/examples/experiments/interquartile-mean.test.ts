import { describe, expect, it } from 'vitest';
import {
  interquartileMean,
  readable,
  summarizeSeeds,
} from '../../../examples/experiments/interquartile-mean';

// By scipy: tests/references/interquartile-mean.py.
const cases = [
  { values: [3], mean: 3 },
  { values: [1, 2, 6], mean: 3 },
  { values: [0.974, 0.969, 0.992, 0.968, 0.981], mean: 0.9746666666666667 },
  { values: [5, 1, 100, 2, 3, 4, -50, 7], mean: 3.5 },
  { values: [0.1, 0.4, 0.2, 0.9, 0.7, 0.3, 0.8, 0.6, 0.5], mean: 0.5 },
];

describe('interquartileMean', () => {
  it.each(cases)("is scipy's trim_mean of $values", ({ values, mean }) => {
    expect(interquartileMean(values)).toBeCloseTo(mean, 12);
  });
});

describe('summarizeSeeds', () => {
  it('has the interval of all resamples, taken exactly', () => {
    const { interval, median, seeds } = summarizeSeeds(cases[2]!.values);
    // The quantiles of all 5⁵ resamples' means; 10,000 draws come within a step or so of them.
    expect(interval[0]).toBeCloseTo(0.9683333333333334, 3);
    expect(interval[1]).toBeCloseTo(0.9883333333333333, 2);
    expect(median).toBe(0.974);
    expect(seeds).toBe(5);
  });

  it('is the same each time, and a point where all seeds agree', () => {
    const values = [8, 8, 8, 8, 8];
    expect(summarizeSeeds(values)).toEqual(summarizeSeeds(values));
    expect(readable(summarizeSeeds(values), String)).toBe('8');
  });
});
