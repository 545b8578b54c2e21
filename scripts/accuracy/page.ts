import type { Row } from './measure';

/** The page docs/accuracy.md, whole. */
export function accuracyPage(rows: readonly Row[], machine: string): string {
  const estimators = [...new Set(rows.map((row) => row.estimator))];
  return [
    '# How accurate the estimators are',
    '',
    'Every estimator of `gan-core/estimators` on problems whose answer is known. This page is written by `npm run accuracy`;',
    `nothing here is typed by hand. ${machine}`,
    '',
    'The problems, in 1, 2, 5 and 10 dimensions:',
    '',
    '- **equal**: p = q = N(0, I)',
    '- **near**: N(0, I) and N(e₁, I), the means one standard deviation apart',
    '- **far**: N(0, I) and N(3e₁, I)',
    '- **disjoint**: uniform on two unit cubes with a gap of 1 between them (in 1 and 10 dimensions)',
    '',
    'The columns: `n`, samples of each side; `exact`, the true value; `bias`, the mean of the estimates less that; `spread`, the',
    'standard deviation of the estimates over the seeds; `stated`, the standard error that the estimates state (it should be',
    'close to the spread); `covered`, the share of seeds whose 95 % interval holds the true value; `warned`, the share that came',
    'with a warning; `ms`, the median time of one. With 20 seeds, a share that is truly 95 % comes out as 85 % or less once in',
    '13 times, and as 80 % or less once in 63.',
    '',
    'Where the estimate is a lower bound (marked ≥), its interval is about the bound, not the truth: `covered` then counts the',
    'seeds whose interval does not lie wholly above the truth, and the bias is negative by what the bound misses.',
    ...estimators.flatMap((estimator) => section(estimator, rows)),
    '',
  ].join('\n');
}

function section(estimator: string, rows: readonly Row[]): string[] {
  const own = rows.filter((row) => row.estimator === estimator);
  const { quantity, bound } = own[0]!;
  return [
    '',
    `## ${estimator}: ${{ lower: '≥ ', upper: '≤ ', none: '' }[bound]}${quantity}`,
    '',
    '| problem | d | n | exact | bias | spread | stated | covered | warned | ms |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...own.map(
      (row) =>
        `| ${row.problem} | ${row.dimension} | ${row.count.toLocaleString('en')} | ${digits(row.exact)} | ${signed(row.bias)} | ${digits(row.spread)} | ${digits(row.standardError)} | ${percent(row.coverage)} | ${percent(row.warned)} | ${row.milliseconds.toFixed(row.milliseconds < 10 ? 1 : 0)} |`,
    ),
  ];
}

function digits(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(1);
  return value.toFixed(4);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${digits(Math.abs(value))}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
