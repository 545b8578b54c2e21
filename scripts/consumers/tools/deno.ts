import { checkReport } from '../report';
import type { Tool } from '../tool';

export const deno: Tool = {
  name: 'deno',
  files: 'node',
  packages: ['deno@2.9.6'],
  checks: [
    {
      tool: 'Deno',
      what: '`deno run -A index.mjs`',
      version: async (project) => /\d+\.\d+\.\d+/.exec(await project.runInstalled('deno', '--version'))![0],
      run: async (project) => ({
        reports: [checkReport(await project.runInstalled('deno', 'run', '-A', 'index.mjs'))],
      }),
    },
  ],
};
