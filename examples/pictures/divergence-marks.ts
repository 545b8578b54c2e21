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

export const boundColour = '#c2410c';
export const measuredColour = '#0a6ebd';

/** What the discriminator in training says. */
export function boundMark(points: readonly DivergencePoint[]): Markish {
  return line(points, { x: 'step', y: 'value', stroke: boundColour, strokeWidth: 1.75 });
}

/** What was measured: dots, with bars for the intervals. */
export function measuredMarks(points: readonly MeasuredPoint[]): readonly Markish[] {
  return [
    ruleX(points, {
      x: 'step',
      y1: ({ interval }: MeasuredPoint) => interval[0],
      y2: ({ interval }: MeasuredPoint) => interval[1],
      stroke: measuredColour,
      strokeWidth: 2,
    }),
    dot(points, { x: 'step', y: 'value', fill: measuredColour, r: 4 }),
  ];
}

/** The greatest value that a Jensen–Shannon divergence can have, with what it means. */
export function greatestMarks(lastStep: number): readonly Markish[] {
  return [
    ruleY([Math.LN2], { stroke: '#666', strokeDasharray: '2,3' }),
    text(['log 2: nothing in common'], {
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
  const perNat = height / nats;
  let free = Number.NEGATIVE_INFINITY;
  return [...names]
    .sort((a, b) => b.y - a.y)
    .map(({ lines, y, fill }) => {
      const tall = lineHeight * lines.length;
      const wanted = (nats - y) * perNat - tall / 2;
      const top = Math.min(Math.max(wanted, free), height - tall);
      free = top + tall + 4;
      return text([lines.join('\n')], {
        x: step,
        y: nats - (top + tall / 2) / perNat,
        dx: 9,
        textAnchor: 'start',
        fill,
        lineHeight: lineHeight / 10,
      });
    });
}
