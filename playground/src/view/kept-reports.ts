import type { TrainingReport } from 'gan-core/trainer';

/** Of reports, as many are kept: the curves thin out beyond. */
const most = 2000;

/** The reports with a new one: of too many, each second goes. */
export function keptReports(
  reports: readonly TrainingReport[],
  report: TrainingReport,
): readonly TrainingReport[] {
  const kept = reports.length < most ? reports : reports.filter((_, index) => index % 2 === 0);
  return [...kept, report];
}
