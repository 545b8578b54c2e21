import { expect, it } from 'vitest';
import { stepRange } from '../../playground/src/view/step-range';

it.each([
  [
    [10, 500],
    [10, 500],
  ],
  [
    [15_000, 15_000],
    [14_950, 15_050],
  ],
  [
    [1, 1],
    [0, 51],
  ],
  [
    [0, 0],
    [0, 50],
  ],
] as const)('a chart of steps %j goes over %j', ([from, to], expected) => {
  expect(stepRange(from, to)).toEqual(expected);
});
