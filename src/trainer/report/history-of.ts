import type { TrainingHistory, TrainingOutcome } from './report';

/** Goes through a run to its end. */
export async function historyOf<Report>(
  run: AsyncGenerator<Report, TrainingOutcome, void>,
): Promise<TrainingHistory<Report>> {
  const reports: Report[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { reports, outcome: value };
    reports.push(value);
  }
}
