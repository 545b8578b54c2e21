/** The reports of all runs; a warning in them is printed once. */
export class ReportLog<Report extends { readonly warnings: readonly string[] }> {
  private kept: Report[] = [];
  private readonly warned = new Set<string>();

  get reports(): readonly Report[] {
    return this.kept;
  }

  /** Takes these for the reports so far, as a checkpoint has them. */
  replace(reports: readonly Report[]): void {
    this.kept = [...reports];
  }

  add(report: Report): void {
    this.kept.push(report);
    for (const warning of report.warnings) {
      if (!this.warned.has(warning)) console.warn(`gan-core: ${warning}`);
      this.warned.add(warning);
    }
  }
}
