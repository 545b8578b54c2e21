import { isGanCoreError } from '../../errors';
import { exitCodes } from '../exit-codes';
import { UsageError } from '../usage-error';
import { commandWords } from './command-words';
import { compare } from './compare';
import { comparisonJson } from './comparison-json';
import { comparisonTable } from './comparison-table';
import { ProgressLine } from './progress-line';
import type { CompareSettings } from './read-compare-arguments';

/**
 * Runs a comparison and prints it; ends cleanly on Ctrl-C.
 *
 * @param settings - the command line's
 * @param version - gan-core's
 * @returns the exit code
 */
export async function runCompare(settings: CompareSettings, version: string): Promise<number> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error('Ctrl-C'));
  process.once('SIGINT', interrupt);
  try {
    const comparison = await compare(settings, new ProgressLine(process.stderr), interruption.signal);
    console.log(settings.json ? comparisonJson(comparison, version) : comparisonTable(comparison));
    return comparison.rows.some((row) => 'estimate' in row) ? 0 : exitCodes.failed;
  } catch (error) {
    if (isGanCoreError(error, 'ERR_ARGUMENT'))
      throw new UsageError(commandWords(error.message), { cause: error });
    if (!interruption.signal.aborted || error !== interruption.signal.reason) throw error;
    console.error('Ended by Ctrl-C.');
    return exitCodes.interrupted;
  } finally {
    process.off('SIGINT', interrupt);
  }
}
