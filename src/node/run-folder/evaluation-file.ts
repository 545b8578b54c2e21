import { join } from 'node:path';
import type { Evaluation, RunCallback } from '../../callbacks';
import type { RunningGameTrainer } from '../../trainer';
import { JsonLinesFile } from '../files/json-lines-file';

/** An evaluation of any trainer. */
export type AnyEvaluation = Evaluation<RunningGameTrainer>;

/**
 * Makes a callback of an evaluation that writes its rows to `metric-NAME.jsonl`, as they come.
 *
 * @param evaluation - the evaluation
 * @param folder - the run's folder
 * @param show - shows the numbers elsewhere too, by their tags
 */
export function evaluationFile(
  evaluation: AnyEvaluation,
  folder: string,
  show: (step: number, numbers: Readonly<Record<string, number>>) => Promise<void>,
): RunCallback {
  const { metric } = evaluation;
  const file = new JsonLinesFile(join(folder, `metric-${metric}.jsonl`));
  let written = 0;
  const writeNew = async () => {
    const rows = evaluation.rows.slice(written);
    written += rows.length;
    for (const row of rows) {
      await file.add(row);
      const named = Object.entries(row.results).map(([name, value]) => [tag(metric, name), value] as const);
      await show(row.step, Object.fromEntries(named));
    }
  };
  return {
    name: evaluation.name,
    async onTrainBegin(plan, trainer) {
      await file.begin(plan.fromStep, 'folder');
      await evaluation.onTrainBegin?.(plan, trainer);
      written = evaluation.rows.length;
    },
    async onReport(report, trainer) {
      await evaluation.onReport?.(report, trainer);
      await writeNew();
    },
    async onTrainEnd(outcome, trainer) {
      try {
        await evaluation.onTrainEnd?.(outcome, trainer);
        await writeNew();
      } finally {
        await file.end();
      }
    },
    saveState: () => evaluation.saveState?.() ?? null,
    restoreState(state) {
      if (state !== null) evaluation.restoreState?.(state);
    },
  };
}

function tag(metric: string, name: string): string {
  return name === metric ? `metrics/${metric}` : `metrics/${metric}/${name}`;
}
