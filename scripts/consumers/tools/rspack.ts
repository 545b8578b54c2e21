import type { Tool } from '../tool';
import { openBuiltPage } from './built-page';

export const rspack: Tool = {
  name: 'rspack',
  packages: ['@rspack/core@2.3.3', '@rspack/cli@2.2.8'],
  checks: [
    {
      tool: 'Rspack',
      what: '`rspack build`, the page in Chromium',
      version: (project) => project.versionOf('@rspack/core'),
      async run(project) {
        await project.runInstalled('rspack', 'build');
        return openBuiltPage(project);
      },
    },
  ],
};
