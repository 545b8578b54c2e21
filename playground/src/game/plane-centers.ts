import type { DataName } from '../settings/choices';

type Point = readonly [number, number];

/** Centers of the data that are neither gan-core's ring nor its grid. */
export function planeCenters(
  data: Exclude<DataName, 'ring' | 'grid'>,
  points: readonly Point[],
): readonly Point[] {
  return data === 'own' ? points : centersOf[data];
}

const along = (count: number, place: (share: number) => Point): Point[] =>
  Array.from({ length: count }, (_, index) => place(index / (count - 1)));

const centersOf: Readonly<Record<'pair' | 'one' | 'line' | 'moons' | 'spiral', readonly Point[]>> = {
  pair: [
    [-0.6, 0],
    [0.6, 0],
  ],
  one: [[0.5, 0.5]],
  line: along(60, (share) => [2 * share - 1, 0.6 * (2 * share - 1)]),
  moons: [
    ...along(40, (share) => [Math.cos(Math.PI * share) * 0.7 - 0.3, Math.sin(Math.PI * share) * 0.7 - 0.15]),
    ...along(40, (share) => [Math.cos(Math.PI * share) * 0.7 + 0.3, 0.15 - Math.sin(Math.PI * share) * 0.7]),
  ],
  spiral: along(100, (share) => {
    const angle = 4 * Math.PI * Math.sqrt(share);
    const radius = 0.1 + 0.95 * Math.sqrt(share);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
};
