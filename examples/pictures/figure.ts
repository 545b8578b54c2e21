import type { PlotOptions } from '@observablehq/plot';
import { plotSvg } from 'gan-core/figures';
import { svgToPng } from 'gan-core/node';

/** Several plots under one title. */
export interface Figure {
  readonly title: string;
  /** A line of smaller text below the title. */
  readonly subtitle: string;
  readonly panels: readonly Panel[];
  /** How many panels stand side by side; the next ones stand below, row by row. */
  readonly columns: number;
}

/** A plot with a heading of its own. */
export interface Panel {
  readonly heading: string;
  /** Lines of smaller text below the heading: what a reader must know to read it right. */
  readonly notes?: readonly string[];
  /** The plot: SVG that says its width and its height. */
  readonly svg: string;
}

/** What a panel is made of by Plot's marks. */
export interface PlotPanel extends PlotOptions, Pick<Panel, 'heading' | 'notes'> {
  readonly width: number;
  readonly height: number;
}

/** Draws a panel of Plot's marks. */
export async function plotPanel({ heading, notes = [], ...options }: PlotPanel): Promise<Panel> {
  return { heading, notes, svg: await plotSvg(options) };
}

/** How many pixels a unit of the SVG takes. */
export const zoom = 2;
/** The space around a figure. */
export const margin = 20;
/** Where a figure's content begins, from the top. */
export const titleHeight = 68;
const headingHeight = 24;
const noteHeight = 16;
const rowGap = 12;

/** Draws a figure as a PNG. */
export async function figureToPng({ title, subtitle, panels, columns }: Figure): Promise<Uint8Array> {
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns),
  );
  const heights = rows.map((row) => Math.max(...row.map((panel) => headHeight(panel) + heightOf(panel))));
  const width = 2 * margin + Math.max(...rows.map((row) => sum(row.map(widthOf))));
  const height = titleHeight + margin + sum(heights) + rowGap * (rows.length - 1);
  const drawn = panels.map((panel, index) => {
    const row = Math.floor(index / columns);
    const x = margin + sum(panels.slice(row * columns, index).map(widthOf));
    const y = titleHeight + sum(heights.slice(0, row)) + rowGap * row;
    const heading = text(panel.heading, { y: 12, size: 12, weight: 'bold' });
    const notes = (panel.notes ?? []).map((note, line) =>
      text(note, { y: 12 + noteHeight * (line + 1), size: 11 }),
    );
    return move(x, y, heading + notes.join('') + move(0, headHeight(panel), panel.svg));
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
export function titledToPng({ title, subtitle, width, height, content }: Titled): Promise<Uint8Array> {
  const head = text(title, { y: 30, size: 17, weight: 'bold' }) + text(subtitle, { y: 50, size: 12 });
  return svgToPng(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" font-family="DejaVu Sans" color="#222">
      ${move(margin, 0, head)}
      ${content}
    </svg>`,
    { zoom, refuseCut: true },
  );
}

function headHeight({ notes = [] }: Panel): number {
  return headingHeight + noteHeight * notes.length;
}

const widthOf = ({ svg }: Panel) => sizeOf(svg, 'width');
const heightOf = ({ svg }: Panel) => sizeOf(svg, 'height');

function sizeOf(svg: string, name: 'width' | 'height'): number {
  return Number(new RegExp(`^<svg [^>]*\\b${name}="([^"]+)"`).exec(svg)![1]);
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
