import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

export const rollup: Tool = {
  name: 'rollup',
  packages: ['rollup@4.68.8', '@rollup/plugin-node-resolve@16.0.3', '@rollup/plugin-commonjs@29.0.3'],
  checks: [
    {
      tool: 'Rollup',
      what: '`rollup -c`, the page in Chromium',
      version: (project) => project.versionOf('rollup'),
      async run(project) {
        await project.runInstalled('rollup', '-c');
        return openBuiltPage(project);
      },
    },
  ],
};
