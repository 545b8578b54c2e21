import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobRecord, Report, Table } from './experiment';

/** What is written of an experiment. */
export interface Gathered {
  readonly experiment: string;
  readonly records: readonly JobRecord[];
  /** How many jobs the experiment has in all. */
  readonly jobs: number;
  readonly report: Report;
}

/** Writes the tables as Markdown and CSV, the pictures, and all of it as JSON, into a folder. */
export function writeFiles({ experiment, records, jobs, report }: Gathered, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    written.push(join(folder, name));
  };
  const { tables, pictures, findings } = report;
  write(`${experiment}.md`, `${tables.map(tableMarkdown).join('\n\n')}\n`);
  for (const [index, table] of tables.entries()) write(`${experiment}-${index + 1}.csv`, csv(table));
  for (const { name, png } of pictures) write(`${name}.png`, png);
  const content = { experiment, jobs, findings, tables, records };
  write(`${experiment}.json`, `${JSON.stringify(content)}\n`);
  return written;
}

/** Writes an experiment's results into a page between its marks, and its pictures beside the page. */
export function writeSection(page: string, assets: string, gathered: Gathered): void {
  const { experiment, report } = gathered;
  const [start, end] = [`<!-- ${experiment}: written by npm run results -->`, `<!-- /${experiment} -->`];
  const text = readFileSync(page, 'utf8');
  const [before, after] = [text.indexOf(start), text.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${page} lacks the marks ${start} … ${end}`);
  for (const { name, png } of report.pictures) writeFileSync(join(assets, `results-${name}.png`), png);
  const section = `${start}\n${sectionMarkdown(gathered)}\n`;
  writeFileSync(page, text.slice(0, before) + section + text.slice(after));
}

function sectionMarkdown({ records, jobs, report }: Gathered): string {
  const parts = report.findings.map((finding) => `- ${finding}`).join('\n');
  const pictures = report.pictures.map(
    ({ name, description }) => `![${description}](assets/results-${name}.png)`,
  );
  return [parts, ...pictures, ...report.tables.map(tableMarkdown), runMarkdown(records, jobs)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What was run, and on what. */
function runMarkdown(records: readonly JobRecord[], jobs: number): string {
  const machines = [...new Set(records.map(({ machine }) => machineName(machine)))];
  const versions = [...new Set(records.map(({ version }) => version))];
  const seeds = [...new Set(records.map(({ seed }) => seed))].sort((a, b) => a - b);
  const seconds = records.reduce((total, record) => total + record.seconds, 0);
  const missing = jobs > records.length ? `; the others weren't run` : '';
  return `_${records.length} of ${jobs} jobs${missing}. ${seeds.length === 1 ? 'Seed' : 'Seeds'} ${seeds.join(', ')}; ${duration(seconds)} in all, one thread each, other work beside; gan-core ${versions.join(', ')}; ${machines.join('; ')}._`;
}

function machineName({ processor, cores, system, node }: JobRecord['machine']): string {
  return `${processor}, ${cores} cores, ${system}, Node ${node}`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
}

function tableMarkdown({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`_${title}_`, '', line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

function csv({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  return `${[columns, ...rows].map(line).join('\n')}\n`;
}
