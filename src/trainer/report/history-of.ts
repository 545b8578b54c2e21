import type { TrainingHistory, TrainingOutcome, TrainingReport } from './report';

/** Goes through a run to its end. */
export async function historyOf(
  run: AsyncGenerator<TrainingReport, TrainingOutcome, void>,
): Promise<TrainingHistory> {
  const reports: TrainingReport[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { reports, outcome: value };
    reports.push(value);
  }
}
