import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePoints,
  encodePoints,
  mostPoints,
  reach,
  readPastedPoints,
} from '../../playground/src/settings/points-text';

describe('points in an address', () => {
  const coordinate = fc.double({ min: -reach, max: reach, noNaN: true });

  it('come back within half a level of 4,096', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { maxLength: 30 }), (points) => {
        const read = decodePoints(encodePoints(points));
        expect(read).toHaveLength(points.length);
        for (const [index, [x, y]] of points.entries()) {
          expect(Math.abs(read[index]![0] - x)).toBeLessThanOrEqual(reach / 4095 + 1e-12);
          expect(Math.abs(read[index]![1] - y)).toBeLessThanOrEqual(reach / 4095 + 1e-12);
        }
      }),
    );
  });

  it('need no escapes', () => {
    const text = encodePoints([
      [-reach, reach],
      [0.123, -1],
    ]);
    expect(encodeURIComponent(text)).toBe(text);
    expect(text).toHaveLength(8);
  });

  it('outside of the square go to its edge', () => {
    expect(decodePoints(encodePoints([[9, -9]]))).toEqual([[reach, -reach]]);
  });
});

describe('pasted points', () => {
  it.each([
    ['commas', '0,0\n2,1\n'],
    ['tabs and a heading', 'x\ty\n0\t0\n2\t1'],
    ['spaces and empty lines', '\n0 0\n\n2   1\n'],
    ['semicolons and more columns', '0;0;7\r\n2;1;8'],
    ['decimal commas', '0,0;0,0\n0,2;0,1'],
  ])('are read with %s', (_, text) => {
    // Moved to the middle, and scaled alike along both axes, to 2 along the longer one.
    expect(readPastedPoints(text)).toEqual([
      [-1, -0.5],
      [1, 0.5],
    ]);
  });

  it('more than fit are taken at regular intervals', () => {
    const text = Array.from({ length: 3 * mostPoints }, (_, index) => `${index},0`).join('\n');
    const points = readPastedPoints(text);
    expect(points).toHaveLength(mostPoints);
    expect(points[1]![0] - points[0]![0]).toBeCloseTo(points.at(-1)![0] - points.at(-2)![0], 10);
  });

  it.each([
    ['', 'There are 0 points'],
    ['1,2', 'There are 1 points'],
    ['1,2\nthree,4\n5,6', 'Line 2 is no pair of numbers: three,4'],
    ['1,2\n3', 'Line 2 is no pair'],
    ['1,2\n3,Infinity', 'Line 2 is no pair'],
    ['1e308,0\n-1.5e308,1', 'too far apart'],
    ['0,0\n1e-320,0', 'too close together'],
  ])('%j is refused', (text, why) => {
    expect(() => readPastedPoints(text)).toThrow(why);
  });
});
