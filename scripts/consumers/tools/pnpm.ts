import { Project, pnpmVersion } from '../project';
import { checkReport } from '../report';
import type { Tool } from '../tool';

export const pnpm: Tool = {
  name: 'pnpm',
  files: 'node',
  packages: [`pnpm@${pnpmVersion}`],
  checks: [
    {
      tool: 'pnpm',
      what: "`pnpm add` with README's packages, `node index.mjs`",
      version: (project) => project.versionOf('pnpm'),
      async run(project) {
        const { dependencies } = JSON.parse(await project.run('npm', 'pkg', 'get', '--json')) as {
          dependencies: Record<string, string>;
        };
        // A folder beside: pnpm's own node_modules, and its store too, so that nothing of it is left.
        const other = Project.empty(`${project.folder}-project`);
        other.addFiles('node');
        const packages = Object.entries(dependencies).flatMap(([name, range]) =>
          name === 'pnpm' ? [] : `${name}@${range}`,
        );
        await other.run(
          project.path('node_modules/.bin/pnpm'),
          'add',
          '--store-dir',
          other.path('store'),
          ...packages,
        );
        return { reports: [checkReport(await other.run('node', 'index.mjs'))] };
      },
    },
  ],
};
