import { rmSync } from 'node:fs';
import { Project, type Tarballs } from './project';
import { checkLosses } from './report';
import type { Stages } from './stages';
import type { Tool } from './tool';

/** How a check of a tool went: a row of docs/platforms.md. */
export interface Row {
  readonly tool: string;
  readonly version: string;
  readonly what: string;
  readonly result: string;
}

/**
 * Installs a tool into a project of its own and runs its checks there.
 *
 * @param byReadme - the project where README's line was run
 * @param tarballs - for projects that `npm create gan-core` makes
 * @param folder - for the tool's project
 * @param losses - what the program must come to
 */
export async function tryTool(
  stages: Stages,
  { name, files = name, template, manager, packages, checks }: Tool,
  byReadme: Project,
  tarballs: Tarballs,
  folder: string,
  losses: readonly number[],
): Promise<Row[]> {
  const rows: Row[] = [];
  let project: Project | undefined;
  await stages.run(`${name}: install`, async () => {
    project = template
      ? await Project.byTemplate(folder, template, tarballs, manager)
      : await byReadme.copy(folder, files, packages);
  });
  for (const { tool, what, version: versionOf, run } of project ? checks : []) {
    let version = '?';
    let note: string | undefined;
    const failure = await stages.run(`${name}: ${what}`, async () => {
      version = await versionOf(project!);
      const outcome = await run(project!);
      for (const report of outcome.reports) checkLosses(report, losses);
      note = outcome.note;
    });
    const result = failure ? `fails: ${failure.split('\n')[0]}` : note ? `passes; ${note}` : 'passes';
    rows.push({ tool, version, what, result });
  }
  rmSync(folder, { recursive: true, force: true });
  return rows;
}
