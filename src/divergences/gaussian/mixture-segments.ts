import type { CheckedMixture } from './gaussian-mixture';

type Component = CheckedMixture[number];

/** A piece of the real line, in coordinates of its own: x = origin + t. */
export interface Segment {
  /** The mean of the narrowest component that reaches here. */
  readonly origin: number;
  readonly from: number;
  readonly to: number;
  /** Ends of panels, ascending: those within, `from`, `to`, and one more on either side where there is one. */
  readonly breaks: readonly number[];
}

/**
 * Cuts the real line where Gaussian components begin and end, each piece with the mean of the narrowest component there for its
 * origin. In float64 the numbers about 1e14 are 0.016 apart: a component narrower than that is seen only from its own mean, and
 * the others that reach there, being wider, lose nothing by it.
 *
 * @param components - of all mixtures
 * @param panelEnds - how many standard deviations from each mean panels end, ascending from 0; beyond the last is nothing
 * @returns the pieces on which any component is, from left to right
 */
export function mixtureSegments(components: CheckedMixture, panelEnds: readonly number[]): Segment[] {
  const reach = panelEnds.at(-1)!;
  const ends = components
    .flatMap((component) => [-reach, reach].map((z) => ({ component, offset: z * component.deviation })))
    .sort((a, b) => a.component.mean - b.component.mean + (a.offset - b.offset));
  const owners = narrowestBetween(ends.map(({ component }) => component));
  const segments: Segment[] = [];
  let start = 0;
  for (let gap = 1; gap <= owners.length; gap++) {
    if (owners[gap] === owners[start]) continue;
    const owner = owners[start];
    if (owner) segments.push(segmentOf(owner, ends[start]!, ends[gap]!, components, panelEnds));
    start = gap;
  }
  return segments.filter(({ from, to }) => to > from);
}

/** Finds, for the gap after each end but the last, the narrowest component that covers it. */
function narrowestBetween(ends: readonly Component[]): (Component | undefined)[] {
  const owners = new Array<Component | undefined>(ends.length - 1).fill(undefined);
  const firstEnds = new Map<Component, number>();
  ends.forEach((component, end) => {
    const first = firstEnds.get(component);
    if (first === undefined) {
      firstEnds.set(component, end);
      return;
    }
    for (let gap = first; gap < end; gap++) {
      const owner = owners[gap];
      if (!owner || component.deviation < owner.deviation) owners[gap] = component;
    }
  });
  return owners;
}

interface End {
  readonly component: Component;
  readonly offset: number;
}

function segmentOf(
  { mean: origin }: Component,
  first: End,
  last: End,
  components: CheckedMixture,
  panelEnds: readonly number[],
): Segment {
  const local = ({ component, offset }: End) => component.mean - origin + offset;
  const [from, to] = [local(first), local(last)];
  const breaks = [from, to];
  let before = -Infinity;
  let after = Infinity;
  for (const { mean, deviation } of components) {
    for (const z of panelEnds) {
      for (const point of [mean - origin - z * deviation, mean - origin + z * deviation]) {
        if (point > from && point < to) breaks.push(point);
        else if (point < from && point > before) before = point;
        else if (point > to && point < after) after = point;
      }
    }
  }
  if (before > -Infinity) breaks.push(before);
  if (after < Infinity) breaks.push(after);
  return { origin, from, to, breaks: breaks.sort((a, b) => a - b) };
}
