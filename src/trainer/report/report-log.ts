import type { TrainingReport } from './report';

/** The reports of all runs; a warning in them is printed once. */
export class ReportLog {
  private readonly kept: TrainingReport[] = [];
  private readonly warned = new Set<string>();

  get reports(): readonly TrainingReport[] {
    return this.kept;
  }

  add(report: TrainingReport): void {
    this.kept.push(report);
    for (const warning of report.warnings) {
      if (!this.warned.has(warning)) console.warn(`gan-core: ${warning}`);
      this.warned.add(warning);
    }
  }
}
