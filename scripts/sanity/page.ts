import { checks } from './checks';
import type { MeasuredSeries } from './measure';
import { type Subject, subjects } from './subjects';
import { type Verdict, verdictOf } from './verdict';

const START = '<!-- sanity: written by npm run sanity -->';
const END = '<!-- /sanity -->';

/** Curves of all checks, by the checks' names. */
export type Measured = Readonly<Record<string, readonly MeasuredSeries[]>>;

/** The page with its tables written anew. */
export function withTable(page: string, measured: Measured): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`The page lacks ${START} or ${END}.`);
  return `${page.slice(0, start + START.length)}\n${tablesOf(measured)}\n${page.slice(end)}`;
}

/** The two tables: of fidelity and diversity, and of distances. */
function tablesOf(measured: Measured): string {
  const apart = subjects.filter(({ kind }) => kind !== 'distance');
  const distances = subjects.filter(({ kind }) => kind === 'distance');
  return [apart, distances].map((columns) => tableOf(columns, measured)).join('\n\n');
}

/** What is known of one check and metric: undefined where it wasn't measured. */
export function outcome(
  name: string,
  { name: metric, kind }: Subject,
  measured: Measured,
): Verdict | undefined {
  const check = checks.find((each) => each.name === name)!;
  const series = measured[name];
  return series?.[0]?.curves[metric] ? verdictOf(check, series, metric, kind) : undefined;
}

function tableOf(columns: readonly Subject[], measured: Measured): string {
  const rows = checks.map(({ name, title }) => [
    title,
    ...columns.map((subject) => words(outcome(name, subject, measured))),
  ]);
  const totals = columns.map((subject) => {
    const all = checks.map(({ name }) => outcome(name, subject, measured));
    const [passed, moved] = [all.filter((each) => each === 'pass'), all.filter((each) => each === 'shape')];
    return `${passed.length} + ${moved.length}`;
  });
  return [
    `| check | ${columns.map(({ name }) => name).join(' | ')} |`,
    `|---|${columns.map(() => ':-:').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    `| **passes + shape only, of ${checks.length}** | ${totals.join(' | ')} |`,
  ].join('\n');
}

function words(verdict: Verdict | undefined): string {
  return { pass: '**pass**', shape: 'shape', fail: 'fail' }[verdict ?? 'fail'] ?? '';
}
