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
  /** Lines of smaller text below the heading: what a reader must know to read it right. */
  readonly notes?: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** The space around a figure. */
export const margin = 20;
/** Where a figure's content begins, from the top. */
export const titleHeight = 68;
const headingHeight = 24;
const noteHeight = 16;
const rowGap = 12;

/** Draws a figure as a PNG. */
export function figureToPng({ title, subtitle, panels, columns }: Figure): Uint8Array {
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns),
  );
  const heights = rows.map((row) => Math.max(...row.map((panel) => headHeight(panel) + panel.height)));
  const width = 2 * margin + Math.max(...rows.map((row) => sum(row.map((panel) => panel.width))));
  const height = titleHeight + margin + sum(heights) + rowGap * (rows.length - 1);
  const drawn = panels.map((panel, index) => {
    const row = Math.floor(index / columns);
    const x = margin + sum(panels.slice(row * columns, index).map((left) => left.width));
    const y = titleHeight + sum(heights.slice(0, row)) + rowGap * row;
    const heading = text(panel.heading, { y: 12, size: 12, weight: 'bold' });
    const notes = (panel.notes ?? []).map((note, line) =>
      text(note, { y: 12 + noteHeight * (line + 1), size: 11 }),
    );
    return move(x, y, heading + notes.join('') + move(0, headHeight(panel), plotToSvg(panel)));
  });
  return titledToPng({ title, subtitle, width, height, content: drawn.join('\n') });
}

/** Something drawn below a title. */
export interface Titled extends Pick<Figure, 'title' | 'subtitle'> {
  readonly width: number;
  readonly height: number;
  /** SVG; it begins below the title, at `titleHeight`, and `margin` from the left. */
  readonly content: string;
}

/** Draws SVG below a title as a PNG. */
export function titledToPng({ title, subtitle, width, height, content }: Titled): Uint8Array {
  const head = text(title, { y: 30, size: 17, weight: 'bold' }) + text(subtitle, { y: 50, size: 12 });
  return svgToPng(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" font-family="${fontFamily}" color="#222">
      ${move(margin, 0, head)}
      ${content}
    </svg>`,
  );
}

function headHeight({ notes = [] }: Panel): number {
  return headingHeight + noteHeight * notes.length;
}

function plotToSvg(panel: Panel): string {
  const { document } = parseHTML('<html></html>');
  const { heading, notes, ...options } = panel;
  const svg = plot({ ...options, document });
  // Its style sheet is for browsers, with selectors that resvg doesn't know.
  svg.querySelector('style')?.remove();
  svg.setAttribute('font-family', fontFamily);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return svg.outerHTML;
}

/** SVG, moved. */
export function move(x: number, y: number, content: string): string {
  return `<g transform="translate(${x},${y})">${content}</g>`;
}

/** How a line of text stands. */
export interface TextStyle {
  readonly x?: number;
  readonly y: number;
  readonly size: number;
  readonly weight?: 'normal' | 'bold';
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A line of text as SVG. */
export function text(
  content: string,
  { x = 0, y, size, weight = 'normal', anchor = 'start' }: TextStyle,
): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="#222">${escaped}</text>`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
