import { checkReport } from '../report';
import type { Tool } from '../tool';

export const bun: Tool = {
  name: 'bun',
  files: 'node',
  packages: ['bun@1.4.5'],
  checks: [
    {
      tool: 'Bun',
      what: '`bun index.mjs`',
      version: async (project) => (await project.runInstalled('bun', '--version')).trim(),
      run: async (project) => ({ reports: [checkReport(await project.runInstalled('bun', 'index.mjs'))] }),
    },
  ],
};
