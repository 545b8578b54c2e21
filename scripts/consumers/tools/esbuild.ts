import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

export const esbuild: Tool = {
  name: 'esbuild',
  packages: ['esbuild@0.28.2'],
  checks: [
    {
      tool: 'esbuild',
      what: '`esbuild index.js --bundle`, the page in Chromium',
      version: (project) => project.versionOf('esbuild'),
      async run(project) {
        await project.runInstalled('esbuild', 'index.js', '--bundle', '--outfile=dist/main.js');
        return openBuiltPage(project);
      },
    },
  ],
};
