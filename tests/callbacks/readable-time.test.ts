import { readableTime } from 'gan-core/callbacks';
import { expect, it } from 'vitest';

it.each([
  [0, '0 s'],
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [61, '1 min 1 s'],
  [119.7, '2 min'],
  [359.9, '6 min'],
  [3599.4, '59 min 59 s'],
  [3599.6, '1 h'],
  [3689, '1 h 1 min'],
  [7170, '2 h'],
  [90_061, '25 h 1 min'],
])('%s seconds: %s', (seconds, text) => {
  expect(readableTime(seconds)).toBe(text);
});

it('never says 60 of anything', () => {
  for (let seconds = 0; seconds < 20_000; seconds += 0.7) {
    expect(readableTime(seconds)).not.toMatch(/\b60/);
  }
});
