import { dot, line, type Markish, ruleX, ruleY, text } from '@observablehq/plot';

/** A divergence at a step of the training, in nats. */
export interface DivergencePoint {
  readonly step: number;
  readonly value: number;
}

/** A measured divergence, with its interval. */
export interface MeasuredPoint extends DivergencePoint {
  readonly interval: readonly [low: number, high: number];
}

export const boundColor = '#c2410c';
export const measuredColor = '#0a6ebd';

/** What the discriminator in training says. */
export function boundMark(points: readonly DivergencePoint[]): Markish {
  return line(points, { x: 'step', y: 'value', stroke: boundColor, strokeWidth: 1.75 });
}

/** What was measured: dots, with bars for the intervals. */
export function measuredMarks(points: readonly MeasuredPoint[]): readonly Markish[] {
  return [
    ruleX(points, {
      x: 'step',
      y1: ({ interval }: MeasuredPoint) => interval[0],
      y2: ({ interval }: MeasuredPoint) => interval[1],
      stroke: measuredColor,
      strokeWidth: 2,
    }),
    dot(points, { x: 'step', y: 'value', fill: measuredColor, r: 3 }),
  ];
}

/** The greatest value that a Jensen–Shannon divergence can have, with what it means. */
export function greatestMarks(lastStep: number): readonly Markish[] {
  return [
    ruleY([Math.LN2], { stroke: '#666', strokeDasharray: '2,3' }),
    text(['log 2: no overlap'], {
      x: lastStep,
      y: Math.LN2,
      dy: -8,
      textAnchor: 'end',
      fill: '#555',
    }),
  ];
}

/** Names of curves, right of their last points: from top to bottom in their order there, never touching. */
export function namesAtTheEnd(
  names: readonly { readonly lines: readonly string[]; readonly y: number; readonly fill: string }[],
  { step, nats, height }: { readonly step: number; readonly nats: number; readonly height: number },
): readonly Markish[] {
  const lineHeight = 13;
  const gap = 4;
  const perNat = height / nats;
  const tall = (lines: readonly string[]) => lineHeight * lines.length;
  const ordered = [...names].sort((a, b) => b.y - a.y);
  let free = 0;
  const tops = ordered.map(({ lines, y }) => {
    const top = Math.max((nats - y) * perNat - tall(lines) / 2, free);
    free = top + tall(lines) + gap;
    return top;
  });
  // What came to lie below the axis is moved up, with what is in its way.
  let floor = height;
  for (let index = tops.length - 1; index >= 0; index--) {
    const ownHeight = tall(ordered[index]!.lines);
    tops[index] = Math.min(tops[index]!, floor - ownHeight);
    floor = tops[index]! - gap;
  }
  return ordered.map(({ lines, fill }, index) =>
    text([lines.join('\n')], {
      x: step,
      y: nats - (tops[index]! + tall(lines) / 2) / perNat,
      dx: 9,
      textAnchor: 'start',
      fill,
      lineHeight: 1.3,
    }),
  );
}
