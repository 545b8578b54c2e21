import { dot, ruleX, tickX } from '@observablehq/plot';
import { type Panel, plotPanel } from '../pictures/figure';
import { generatedColor } from '../pictures/mode-close-up';
import { summarizeSeeds } from './interquartile-mean';

/** One row of a panel: a name, and a number of each seed. */
export interface SeedsRow {
  readonly name: string;
  readonly values: readonly number[];
}

/** What a panel of rows shows. */
export interface SeedsPanel extends Pick<Panel, 'heading' | 'notes'> {
  readonly rows: readonly SeedsRow[];
  readonly xLabel: string;
  readonly xDomain?: readonly [low: number, high: number];
  readonly xScale?: 'linear' | 'log';
  /** A value to compare with: the exact one, say. */
  readonly mark?: number;
  readonly width?: number;
  readonly marginLeft?: number;
}

/** A line for each row: a dot for each seed, and a bar at their interquartile mean. */
export function seedsPanel(options: SeedsPanel): Promise<Panel> {
  const { rows, xLabel, xDomain, xScale = 'linear', mark, width = 430, marginLeft = 150, ...head } = options;
  const dots = rows.flatMap(({ name, values }) => values.map((value) => ({ name, value })));
  const means = rows.map(({ name, values }) => ({ name, value: summarizeSeeds(values).interquartileMean }));
  return plotPanel({
    ...head,
    width,
    height: 46 + 20 * rows.length,
    marginLeft,
    marginRight: 20,
    marginTop: 4,
    marginBottom: 40,
    x: {
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      grid: true,
      inset: 6,
      type: xScale,
      ...(xDomain && { domain: [...xDomain] }),
    },
    y: { label: null, domain: rows.map(({ name }) => name), type: 'band' },
    marks: [
      ...(mark === undefined ? [] : [ruleX([mark], { stroke: '#b91c1c', strokeDasharray: '4,3' })]),
      dot(dots, { x: 'value', y: 'name', r: 3, fill: generatedColor, fillOpacity: 0.55 }),
      tickX(means, { x: 'value', y: 'name', stroke: '#222', strokeWidth: 2, inset: 3 }),
    ],
  });
}
