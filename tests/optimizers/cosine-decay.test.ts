import * as fc from 'fast-check';
import { cosineDecay } from 'gan-core/optimizers';
import { describe, expect, it } from 'vitest';

const rate = fc.double({ min: 1e-6, max: 1, noNaN: true });

describe('cosineDecay', () => {
  it('passes the points where a cosine is known: 0, 60, 90, 120 and 180 degrees', () => {
    const schedule = cosineDecay({ from: 0.9, to: 0.1, steps: 6 });
    for (const [update, expected] of [
      [0, 0.9],
      [2, 0.7],
      [3, 0.5],
      [4, 0.3],
      [6, 0.1],
      [1000, 0.1],
    ] as const) {
      expect(schedule(update)).toBeCloseTo(expected, 14);
    }
    expect(cosineDecay({ from: 1, steps: 10 })(10)).toBe(0);
  });

  it('goes from one rate to the other without turning back, and is antisymmetric about the middle', () => {
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 1, max: 10_000 }), (from, to, steps) => {
        const schedule = cosineDecay({ from, to, steps });
        const direction = Math.sign(to - from);
        for (let part = 0; part < 20; part++) {
          const update = Math.floor((steps * part) / 20);
          expect(direction * (schedule(update + 1) - schedule(update))).toBeGreaterThanOrEqual(-1e-15);
          expect(schedule(update) + schedule(steps - update)).toBeCloseTo(from + to, 12);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('refuses settings out of range by name', () => {
    expect(() => cosineDecay({ from: 0, steps: 10 })).toThrow(/^from: got 0; expected a positive/);
    expect(() => cosineDecay({ from: Number.POSITIVE_INFINITY, steps: 10 })).toThrow(/^from: got Infinity/);
    expect(() => cosineDecay({ from: 1, to: -1, steps: 10 })).toThrow(
      /^to: got -1; expected a finite number/,
    );
    expect(() => cosineDecay({ from: 1, to: Number.NaN, steps: 10 })).toThrow(/^to: got NaN/);
    for (const steps of [0, 1.5, -3, Number.NaN]) {
      expect(() => cosineDecay({ from: 1, steps })).toThrow(`steps: got ${steps}; expected a whole number`);
    }
  });
});
