import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scatterSvg } from 'gan-core/figures';
import type { Data } from './data.js';

/** Writes generated points, in the data's own units, and a picture of them over real ones; gives the files' paths. */
export async function writeResults(
  out: string,
  title: string,
  data: Data,
  generated: readonly number[][],
): Promise<readonly string[]> {
  mkdirSync(out, { recursive: true });
  const [picture, points] = [join(out, 'points.svg'), join(out, 'generated.csv')];
  const groups = [
    { name: 'real', points: data.shown },
    { name: 'generated', points: generated },
  ].map(({ name, points }) => ({ name, points: points.map(([x, y]) => [x!, y!] as const) }));
  writeFileSync(picture, await scatterSvg(groups, { title, side: 480, axes: data.axes }));
  writeFileSync(points, csvOf(data.columns, data.inOwnUnits(generated)));
  return [picture, points];
}

/** Lines of a .csv, under the columns' names where they have some. */
export function csvOf(columns: readonly string[], points: readonly number[][]): string {
  const header = columns.map((name) => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name));
  const lines = points.map((point) => point.map((value) => Number(value.toPrecision(12))));
  return [...(columns.length > 0 ? [header] : []), ...lines].map((line) => `${line.join(',')}\n`).join('');
}
