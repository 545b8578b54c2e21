import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { fontFamily, svgToPng } from './svg-to-png';

/** Several plots under one title. */
export interface Figure {
  readonly title: string;
  /** A line of smaller text below the title. */
  readonly subtitle: string;
  readonly panels: readonly Panel[];
  /** How many panels stand side by side; the next ones stand below, row by row. */
  readonly columns: number;
}

/** A plot of a known size, with a heading of its own. */
export interface Panel extends PlotOptions {
  readonly heading: string;
  readonly width: number;
  readonly height: number;
}

const margin = 20;
const titleHeight = 68;
const headingHeight = 24;

/** Draws a figure as a PNG. */
export function figureToPng({ title, subtitle, panels, columns }: Figure): Uint8Array {
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns),
  );
  const heights = rows.map((row) => Math.max(...row.map((panel) => panel.height)) + headingHeight);
  const width = 2 * margin + Math.max(...rows.map((row) => sum(row.map((panel) => panel.width))));
  const height = titleHeight + margin + sum(heights);
  const drawn = panels.map((panel, index) => {
    const row = Math.floor(index / columns);
    const x = margin + sum(panels.slice(row * columns, index).map((left) => left.width));
    const y = titleHeight + sum(heights.slice(0, row));
    const heading = text(panel.heading, { y: 12, size: 12, weight: 'bold' });
    return move(x, y, heading + move(0, headingHeight, plotToSvg(panel)));
  });
  const head = text(title, { y: 30, size: 17, weight: 'bold' }) + text(subtitle, { y: 50, size: 12 });
  return svgToPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${fontFamily}" color="#222">
      ${move(margin, 0, head)}
      ${drawn.join('\n')}
    </svg>`,
  );
}

function plotToSvg(panel: Panel): string {
  const { document } = parseHTML('<html></html>');
  const svg = plot({ ...panel, document });
  // Its style sheet is for browsers, with selectors that resvg doesn't know.
  svg.querySelector('style')?.remove();
  svg.setAttribute('font-family', fontFamily);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return svg.outerHTML;
}

function move(x: number, y: number, content: string): string {
  return `<g transform="translate(${x},${y})">${content}</g>`;
}

function text(content: string, style: { y: number; size: number; weight?: string }): string {
  const { y, size, weight = 'normal' } = style;
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text y="${y}" font-size="${size}" font-weight="${weight}" fill="#222">${escaped}</text>`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
