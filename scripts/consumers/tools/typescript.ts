import { copyFileSync } from 'node:fs';
import type { Check, Tool } from '../tool';

const versions = { '5': '5.9.3', '6': '6.0.3', '7': '7.0.2' };

/** What README says that TypeScript needs, and nothing else but its strictness. */
const flags = ['--strict', '--skipLibCheck', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom'];

export const typescripts: readonly Tool[] = Object.entries(versions).map(([major, version]) => ({
  name: `typescript${major}`,
  files: 'typescript',
  packages: [`typescript@${version}`],
  checks: [
    check('nodenext', 'mts', 'an ES module'),
    check('nodenext', 'cts', 'CommonJS'),
    check('bundler', 'ts'),
  ],
}));

function check(resolution: 'nodenext' | 'bundler', extension: string, kind = 'for bundlers'): Check {
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const file = `program.${extension}`;
  return {
    tool: 'TypeScript',
    what: `\`tsc --module ${module}\`, ${kind}`,
    version: (project) => project.versionOf('typescript'),
    async run(project) {
      if (extension !== 'ts') copyFileSync(project.path('program.ts'), project.path(file));
      await project.runInstalled('tsc', ...flags, '--module', module, '--moduleResolution', resolution, file);
      return { reports: [] };
    },
  };
}
