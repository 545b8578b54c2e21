/** What a program of tests/consumers tells at its end. */
export interface ProgramReport {
  readonly checks: readonly string[];
  readonly losses?: readonly number[];
}

/** Reads the line of JSON that a program of tests/consumers ends with: the names of its checks, or an error. */
export function checkReport(output: string): ProgramReport {
  const line = output.split('\n').find(isReport);
  if (line === undefined) throw new Error(`the program printed no report:\n${output}`);
  const { error, ...report } = JSON.parse(line) as ProgramReport & { error?: string };
  if (error !== undefined) throw new Error(error);
  if (!report.checks?.length) throw new Error('the program checked nothing');
  return report;
}

/** Whether a line is a report. Jest and others indent what is printed. */
export function isReport(line: string): boolean {
  return /^\s*\{"(checks|error)"/.test(line);
}

/** The losses of README's program must be the same everywhere: the kernels are, and so is the seed's stream. */
export function checkLosses({ losses = [] }: ProgramReport, expected: readonly number[]): void {
  const far = losses.filter((loss, index) => !(Math.abs(loss - expected[index]!) <= 1e-6));
  if (losses.length !== expected.length || far.length > 0)
    throw new Error(`the losses are [${losses}], in Node [${expected}]`);
}
