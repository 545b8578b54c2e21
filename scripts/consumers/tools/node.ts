import type { Project } from '../project';
import { checkReport } from '../report';
import type { Check, Tool } from '../tool';

/** The newest of each line that gan-core is for, from npm: the machine has one of them. */
const versions = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'];

export const nodes: readonly Tool[] = versions.map((version) => ({
  name: `node${version.split('.')[0]}`,
  files: 'node',
  packages: [],
  checks: [check(version, 'index.mjs'), check(version, 'index.cjs')],
}));

function check(version: string, file: string): Check {
  const run = (project: Project, command: string) =>
    project.run('npx', '--yes', '--prefer-offline', '--package', `node@${version}`, '--call', command);
  return {
    tool: 'Node',
    what: `\`node ${file}\`, ${file.endsWith('.mjs') ? 'an ES module' : 'CommonJS'}`,
    version: async (project) => (await run(project, 'node --version')).trim().replace('v', ''),
    run: async (project) => ({ reports: [checkReport(await run(project, `node ${file}`))] }),
  };
}
