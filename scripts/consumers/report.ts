/** Reads the line of JSON that a program of tests/consumers ends with: the names of its checks, or an error. */
export function checkReport(output: string): void {
  const line = output.split('\n').find((each) => each.startsWith('{"checks"') || each.startsWith('{"error"'));
  if (line === undefined) throw new Error(`the program printed no report:\n${output}`);
  const { checks, error } = JSON.parse(line) as { checks?: string[]; error?: string };
  if (error !== undefined) throw new Error(error);
  if (!checks?.length) throw new Error('the program checked nothing');
}
